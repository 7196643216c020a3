import { contractOn, optimizersOn } from './test/browser/contract.js';
import { inBrowser } from './test/browser/in-browser.js';
import { type MachineName, machines } from './test/browser/pages.js';

inBrowser('What rules do', new URL('./test/browser/page.ts', import.meta.url), (pages) => {
  for (const machine of Object.keys(machines) as MachineName[]) contractOn(pages, machine, optimizersOn(machine));
});
