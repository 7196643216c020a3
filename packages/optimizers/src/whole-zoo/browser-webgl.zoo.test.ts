import { contractOn, optimizersOn } from '../fixtures/browser/contract.js';
import { inBrowser } from '../fixtures/browser/in-browser.js';

inBrowser('What rules do', new URL('../fixtures/browser/page.ts', import.meta.url), (pages) => {
  for (const machine of ['webgl'] as const) contractOn(pages, machine, optimizersOn(machine));
});
