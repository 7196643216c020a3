import { compareOn, comparisons, kindsOn } from '../fixtures/autodiff/browser/comparisons.js';
import { inBrowser } from '../fixtures/browser/in-browser.js';

inBrowser('Forward mode', new URL('../fixtures/autodiff/browser/page.ts', import.meta.url), (pages) => {
  for (const machine of ['webgl', 'webgpu'] as const) compareOn(pages, machine, kindsOn(machine));
  compareOn(pages, 'wasm with threads', { source: comparisons.source });
});
