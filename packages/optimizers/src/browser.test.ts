import type { Page } from 'playwright-core';
import { type Browser, findBrowser, openBrowser } from './test/browser/open-browser.js';
import type { TestPage } from './test/browser/page.js';
import { everyRule } from './test/run.js';
import { takesSums } from './test/takes-sums.js';

const executable = findBrowser();
const reason = 'no Chromium is installed: set CHROMIUM_PATH, or install it';
if (!executable) console.warn(`The tests in the browser are skipped: ${reason}.`);

/** How closely fused must follow eager, relative to 1 + |x|. */
const tolerance: Readonly<Record<string, number>> = { cpu: 0, wasm: 0, webgl: 1e-6, webgpu: 1e-6 };

/** Rules whose sums would have to be read back between two passes, which GPUs do not. */
const summing = everyRule.filter(([, rule, options]) => takesSums(rule, options)).map(([name]) => name);
const isEager = (backend: string, rule: string) => ['webgl', 'webgpu'].includes(backend) && summing.includes(rule);

declare const page: TestPage; // in the browser

async function expectAgreement(opened: Page, backend: string): Promise<void> {
  expect(await opened.evaluate((name) => page.start(name), backend)).toBeUndefined();
  const results = await opened.evaluate(() => page.compareAll());
  expect(results.map(({ rule }) => rule)).toEqual(everyRule.map(([name]) => name));
  for (const { rule, fused, worst, leaked } of results) {
    expect({ rule, fused, leaked }).toEqual({ rule, fused: !isEager(backend, rule), leaked: 0 });
    expect(worst).toBeLessThanOrEqual(tolerance[backend]);
  }
}

(executable ? describe : describe.skip)(executable ? 'in headless Chromium' : reason, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(executable!);
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(tolerance))('every rule agrees with eager, 20 steps, on %s', async (backend) => {
    await expectAgreement(await browser.open('/'), backend);
  });

  test('and on the threaded build of wasm, whose memory is shared', async () => {
    const opened = await browser.open('/isolated');
    expect(await opened.evaluate(() => page.isIsolated())).toBe(true);
    await expectAgreement(opened, 'wasm');
    expect(await opened.evaluate(() => page.memoryIsShared())).toBe(true);
  });

  test('where no code may be made, rules run eagerly; elsewhere as one kernel', async () => {
    const train = async (path: string) => (await browser.open(path)).evaluate(() => page.trainOnCpu());
    const [free, strict] = [await train('/'), await train('/strict')];
    expect(free.kernels.at(-1)).toMatch(/^OptimizerZooAdam/);
    expect(strict.kernels).toContain('RealDiv');
    expect(strict.x).toBe(free.x);
  });

  test.each(['cpu', 'webgl', 'webgpu'])('a conv net in model.fit follows tf.train.adam on %s', async (backend) => {
    const opened = await browser.open('/');
    expect(await opened.evaluate((name) => page.start(name), backend)).toBeUndefined();
    const [ours, theirs] = await opened.evaluate(() => page.fitConvNet());
    expect(ours.at(-1)).toBeLessThan(ours[0]);
    for (const [epoch, loss] of ours.entries()) expect(loss).toBeCloseTo(theirs[epoch], 3);
  });

  test.each(['webgl', 'webgpu'])('a lost device of %s is a clear error', async (backend) => {
    const opened = await browser.open('/');
    const said = await opened.evaluate((name) => page.stepOnLostDevice(name), backend);
    expect(said).toMatch(new RegExp(`DeviceLostError: The GPU device of ${backend} is lost .*: nothing was updated`));
  });

  test('on a device of half precision a tiny epsilon is raised, with one warning', async () => {
    const { warnings, x } = await (await browser.open('/')).evaluate(() => page.trainInHalfPrecision());
    expect(warnings.filter((warning) => warning.includes('epsilon'))).toEqual([
      'Adam: epsilon 1e-8 is raised to 0.0001, as this device keeps tensors in half precision.',
    ]);
    for (const [i, start] of [1, -1, 0.5].entries()) {
      expect(Math.abs(x[i])).toBeLessThanOrEqual(Math.abs(start));
      expect(Math.abs(x[i] - start)).toBeLessThan(0.5);
    }
  });
});
