import { contractOn, optimizersOn } from '../fixtures/browser/contract.js';
import { inBrowser } from '../fixtures/browser/in-browser.js';
import { type MachineName, machines } from '../fixtures/browser/pages.js';

inBrowser('What rules do', new URL('../fixtures/browser/page.ts', import.meta.url), (pages) => {
  for (const machine of Object.keys(machines) as MachineName[]) contractOn(pages, machine, optimizersOn(machine));
});
