import { findBrowser, openBrowser } from './test/browser/open-browser.js';
import type { Comparison } from './test/browser/page.js';
import { everyOptimizer } from './test/every-optimizer.js';

const executable = findBrowser();
const reason = 'no Chromium is installed: set CHROMIUM_PATH, or install it';
if (!executable) console.warn(`The tests in the browser are skipped: ${reason}.`);

/** How closely fused must follow eager, relative to 1 + |x|. */
const tolerance: Readonly<Record<string, number>> = { cpu: 0, wasm: 0, webgl: 1e-6, webgpu: 1e-6 };

/** Rules that have no kernel on a backend, and why. */
const eagerOnly = (backend: string, rule: string) =>
  ['webgl', 'webgpu'].includes(backend) && rule.startsWith('inducedMetric')
    ? 'a sum over all variables has to be read back between two passes'
    : undefined;

interface Tested {
  start(backend: string): Promise<string | undefined>;
  compareAll(): Promise<Comparison[]>;
}

(executable ? describe : describe.skip)(executable ? 'in headless Chromium' : reason, () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    browser = await openBrowser(executable!);
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(tolerance))('every rule agrees with eager, 20 steps, on %s', async (backend) => {
    const call = <T>(body: (backend: string) => Promise<T>) => browser.page.evaluate(body, backend);
    const fault = await call((name) => (globalThis as unknown as { page: Tested }).page.start(name));
    expect(fault).toBeUndefined();
    const results = await call(() => (globalThis as unknown as { page: Tested }).page.compareAll());
    expect(results.map(({ rule }) => rule)).toEqual(Object.keys(everyOptimizer));
    for (const { rule, fused, worst, leaked } of results) {
      expect({ rule, fused, leaked }).toEqual({ rule, fused: eagerOnly(backend, rule) === undefined, leaked: 0 });
      expect(worst).toBeLessThanOrEqual(tolerance[backend]);
    }
  });
});
