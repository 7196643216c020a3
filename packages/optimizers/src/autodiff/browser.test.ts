import type { ForwardMode, Kind } from '../test/autodiff/browser/page.js';
import { kernelCases } from '../test/autodiff/kernel-cases.js';
import { problems } from '../test/autodiff/models.js';
import { inBrowser } from '../test/browser/in-browser.js';
import { threeSteps } from '../test/curvature-optimizers.js';
import { everySource } from '../test/every-source.js';

/** What tfjs itself gets wrong, and how. */
const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  webgl: {},
  webgpu: { 'LSTM, masked': 'it transposes the cast of a boolean, whose shader does not compile' },
};

declare const forwardMode: ForwardMode; // in the browser

inBrowser('Forward mode', new URL('../test/autodiff/browser/page.ts', import.meta.url), (pages) => {
  const expectEqual = async (backend: 'webgl' | 'webgpu', kind: Kind, name: string, tolerance: number) => {
    const { error, leaked } = await pages.ask(backend, (page) =>
      page.evaluate(([backend, kind, name]) => forwardMode.compare(backend, kind, name), [
        backend,
        kind,
        name,
      ] as const),
    );
    const isNear = typeof error === 'number' && error < tolerance;
    expect({ name, error: isNear || error, leaked }).toEqual({ name, error: true, leaked: 0 });
  };

  describe.each(['webgl', 'webgpu'] as const)('on %s as on cpu', (backend) => {
    const kernels = () => pages.ask(backend, (page) => page.evaluate((name) => forwardMode.kernelsOf(name), backend));

    test.each([...new Set(kernelCases.map(({ kernel }) => kernel))])('the rule of %s', async (kernel) => {
      if (!(await kernels()).includes(kernel)) return;
      for (const { title } of kernelCases.filter((one) => one.kernel === kernel))
        await expectEqual(backend, 'rule', title, 1e-4);
    });

    test('there are more than 150 cases of rules', async () => {
      const there = await kernels();
      expect(kernelCases.filter(({ kernel }) => there.includes(kernel)).length).toBeGreaterThan(150);
    });

    const models = Object.keys(problems).filter((name) => !(name in wrong[backend]));
    test.each(models)('the model: %s', (name) => expectEqual(backend, 'model', name, 1e-4));

    test.each(Object.keys(everySource))('steps with the source %s', (name) =>
      expectEqual(backend, 'source', name, 1e-3),
    );
  });

  // Not on webgpu: numbers are read within a step, over which software renderers lose their device.
  test.each(Object.keys(threeSteps))('steps with curvature, on webgl as on cpu: %s', (name) =>
    expectEqual('webgl', 'curvature', name, 1e-3),
  );
});
