import { contractOn, kindsOn, ofMemory } from '../fixtures/browser/contract.js';
import { inBrowser } from '../fixtures/browser/in-browser.js';
import type { TestPage } from '../fixtures/browser/page.js';

declare const page: TestPage; // in the browser

inBrowser('What rules do', new URL('../fixtures/browser/page.ts', import.meta.url), (pages) => {
  for (const machine of ['webgl', 'webgpu'] as const) contractOn(pages, machine, kindsOn(machine), ofMemory);
  contractOn(pages, 'wasm with threads', kindsOn('wasm with threads'));

  test.each(['webgl', 'webgpu'] as const)(
    'how a gradient lies in the memory of %s makes no difference',
    async (machine) => {
      const results = Object.entries(
        await pages.ask(machine, (opened) => opened.evaluate(() => page.compareLayouts())),
      );
      for (const [name, [laidOut, plain]] of results) expect([name, ...laidOut]).toEqual([name, ...plain]);
      for (const [, [laidOut]] of results) expect(laidOut.every((x) => Math.abs(x) > 0.1)).toBe(true); // two steps of 0.1
    },
  );

  test('the memory of wasm with threads is shared', async () => {
    const isShared = () => [page.isIsolated(), page.memoryIsShared()];
    expect(await pages.ask('wasm with threads', (opened) => opened.evaluate(isShared))).toEqual([true, true]);
  });

  test('where no code may be made, rules run eagerly; elsewhere as one kernel', async () => {
    const train = (path: string) => pages.askFresh(path, (opened) => opened.evaluate(() => page.trainOnCpu()));
    const [free, strict] = [await train('/'), await train('/strict')];
    expect(free.kernels.at(-1)).toMatch(/^OptimizerZooAdam/);
    expect(strict.kernels).toContain('RealDiv');
    expect(strict.x).toBe(free.x);
  });

  test.each(['cpu', 'webgl', 'webgpu'] as const)(
    'a conv net in model.fit follows tf.train.adam on %s',
    async (machine) => {
      const [ours, theirs] = await pages.ask(machine, (opened) => opened.evaluate(() => page.fitConvNet()));
      expect(ours.at(-1)).toBeLessThan(ours[0]);
      for (const [epoch, loss] of ours.entries()) expect(loss).toBeCloseTo(theirs[epoch], 3);
    },
  );

  test.each(['cpu', 'wasm', 'wasm with threads'] as const)(
    'training kernels learn as without them on %s',
    async (machine) => {
      const fit = (name: typeof machine, withKernels: boolean) =>
        pages.ask(name, (opened) => opened.evaluate((given) => page.fitRecurrentConvNet(given), withKernels));
      const [expected, losses] = [await fit('cpu', false), await fit(machine, true)];
      expect(losses.at(-1)).toBeLessThan(0.9 * losses[0]);
      for (const [epoch, loss] of losses.entries()) expect(loss).toBeCloseTo(expected[epoch], 4);
    },
  );

  test.each(['webgl', 'webgpu'])('a lost device of %s is a clear error', async (backend) => {
    const said = await pages.askFresh('/', (opened) => opened.evaluate((name) => page.stepOnLostDevice(name), backend));
    expect(said).toMatch(new RegExp(`DeviceLostError: The GPU device of ${backend} is lost .*: nothing was updated`));
  });

  test.each(['webgl', 'webgpu'] as const)(
    'where %s has lost its device, the page is opened and asked anew',
    async (machine) => {
      const answers: string[] = [];
      await pages.ask(machine, async (opened) => {
        if (answers.length === 0) answers.push(await opened.evaluate((name) => page.stepOnLostDevice(name), machine));
        else answers.push(await opened.evaluate(() => page.compareLayouts().then(() => 'is well')));
      });
      expect(answers).toEqual([expect.stringContaining('DeviceLostError'), 'is well']);
    },
  );

  test('where a page crashes, it is opened and asked anew', async () => {
    let asked = 0;
    const answer = await pages.ask('cpu', async (opened) => {
      if (asked++ === 0) await opened.goto('chrome://crash');
      return opened.evaluate(() => page.trainOnCpu());
    });
    expect(asked).toBe(2);
    expect(answer.x).toBeCloseTo(0.7, 4);
  });

  test('on a device of half precision a tiny epsilon is raised, with one warning', async () => {
    const { warnings, x } = await pages.askFresh('/', (opened) => opened.evaluate(() => page.trainInHalfPrecision()));
    expect(warnings.filter((warning) => warning.includes('epsilon'))).toEqual([
      'Adam: epsilon 1e-8 is raised to 0.0001, as this device keeps tensors in half precision.',
    ]);
    for (const [i, start] of [1, -1, 0.5].entries()) {
      expect(Math.abs(x[i])).toBeLessThanOrEqual(Math.abs(start));
      expect(Math.abs(x[i] - start)).toBeLessThan(0.5);
    }
  });
});
