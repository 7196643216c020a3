import { compareOn, comparisons } from '../fixtures/autodiff/browser/comparisons.js';
import type { ForwardMode } from '../fixtures/autodiff/browser/page.js';
import { inBrowser } from '../fixtures/browser/in-browser.js';

declare const forwardMode: ForwardMode; // in the browser

inBrowser('Forward mode', new URL('../fixtures/autodiff/browser/page.ts', import.meta.url), (pages) => {
  for (const machine of ['webgl', 'webgpu'] as const) {
    compareOn(pages, machine, comparisons);

    test(`on ${machine} there are more than 150 cases of rules`, async () => {
      const rules = await pages.ask(machine, (page) =>
        page.evaluate((backend) => forwardMode.rulesOn(backend), machine),
      );
      expect(rules).toBeGreaterThan(150);
    });
  }
});
