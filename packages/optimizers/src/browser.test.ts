import type { Page } from 'playwright-core';
import { findBrowser } from '../../benchmarks/src/browser/find-browser.js';
import type { Browser } from '../../benchmarks/src/browser/open-browser.js';
import { openBrowser } from './test/browser/open-browser.js';
import type { TestPage } from './test/browser/page.js';
import { everyOptimizer } from './test/every-optimizer.js';
import { readsAtOnce } from './test/reads-at-once.js';

const found = findBrowser();
if ('missing' in found) console.warn(`The tests in the browser are skipped: ${found.missing}.`);

const backends = ['cpu', 'wasm', 'webgl', 'webgpu'];

declare const page: TestPage; // in the browser

async function expectConformance(opened: Page, backend: string): Promise<void> {
  expect(await opened.evaluate((name) => page.start(name), backend)).toBeUndefined();
  const { checked, faults } = await opened.evaluate(() => page.conform());
  expect(faults).toEqual([]);
  const expected = Object.entries(everyOptimizer).filter(([, make]) => backend !== 'webgpu' || !readsAtOnce(make));
  expect(checked).toEqual(expected.map(([name]) => name));
}

('missing' in found ? describe.skip : describe)('in headless Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    if ('executablePath' in found) browser = await openBrowser(found.executablePath);
  });
  afterAll(() => browser?.close());

  test.each(backends)(
    'every optimizer keeps the contract on %s',
    async (backend) => {
      await expectConformance(await browser.open('/'), backend);
    },
    600_000,
  ); // software renderers are slow

  test.each(['webgl', 'webgpu'])('how a gradient lies in the memory of %s makes no difference', async (backend) => {
    const opened = await browser.open('/');
    expect(await opened.evaluate((name) => page.start(name), backend)).toBeUndefined();
    const results = Object.entries(await opened.evaluate(() => page.compareLayouts()));
    for (const [name, [laidOut, plain]] of results) expect([name, ...laidOut]).toEqual([name, ...plain]);
    for (const [, [laidOut]] of results) expect(laidOut.every((x) => Math.abs(x) > 0.1)).toBe(true); // two steps of 0.1
  });

  test('and on the threaded build of wasm, whose memory is shared', async () => {
    const opened = await browser.open('/isolated');
    expect(await opened.evaluate(() => page.isIsolated())).toBe(true);
    await expectConformance(opened, 'wasm');
    expect(await opened.evaluate(() => page.memoryIsShared())).toBe(true);
  }, 600_000);

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
