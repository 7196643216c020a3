import { findBrowser } from '../../../benchmarks/src/browser/find-browser.js';
import type { Browser } from '../../../benchmarks/src/browser/open-browser.js';
import type { ForwardMode } from '../test/autodiff/browser/page.js';
import { openBrowser } from '../test/browser/open-browser.js';
import { threeSteps } from '../test/curvature-optimizers.js';
import { everySource } from '../test/every-source.js';

const found = findBrowser();
if ('missing' in found) console.warn(`Forward mode in the browser is not tested: ${found.missing}.`);

/** What tfjs itself gets wrong, and how. */
const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  webgl: {},
  webgpu: { 'LSTM, masked': 'it transposes the cast of a boolean, whose shader does not compile' },
};
if ('executablePath' in found) {
  for (const [backend, names] of Object.entries(wrong)) {
    for (const [name, fault] of Object.entries(names)) console.warn(`${name} is not compared on ${backend}: ${fault}.`);
  }
}

declare const forwardMode: ForwardMode; // in the browser

('missing' in found ? describe.skip : describe)('in headless Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    if ('missing' in found) return;
    browser = await openBrowser(found.executablePath, new URL('../test/autodiff/browser/page.ts', import.meta.url));
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(wrong))('every rule and every model, on %s as on cpu', async (backend) => {
    const page = await browser.open('/');
    const rules = await page.evaluate((name) => forwardMode.rules(name), backend);
    const models = await page.evaluate((name) => forwardMode.models(name), backend);
    expect(rules.length).toBeGreaterThan(150);
    const compared = [...rules, ...models].filter(({ name }) => !(name in wrong[backend]));
    const faulty = compared.filter(({ error, leaked }) => !(typeof error === 'number' && error < 1e-4) || leaked !== 0);
    expect(faulty).toEqual([]);
  });

  test.each(Object.keys(wrong))('steps with every gradient source, on %s as on cpu', async (backend) => {
    const page = await browser.open('/');
    const sources = await page.evaluate((name) => forwardMode.sources(name), backend);
    expect(sources.length).toBe(Object.keys(everySource).length);
    expect(sources.filter(({ error, leaked }) => !(typeof error === 'number' && error < 1e-3) || leaked !== 0)).toEqual(
      [],
    );
  });

  // Not on webgpu: numbers are read within a step, over which software renderers lose their device.
  test('steps with curvature, on webgl as on cpu', async () => {
    const page = await browser.open('/');
    const fared = await page.evaluate(() => forwardMode.curvature('webgl'));
    expect(fared.length).toBe(Object.keys(threeSteps).length);
    expect(fared.filter(({ error, leaked }) => !(typeof error === 'number' && error < 1e-3) || leaked !== 0)).toEqual(
      [],
    );
  });
});
