// The order of test files, for two that run at a time: slow ones first, so that none is left alone at the end.
import { createRequire } from 'node:module';

const jest = createRequire(createRequire(import.meta.url).resolve('jest'));
const { default: TestSequencer } = createRequire(jest.resolve('@jest/core'))('@jest/test-sequencer'); // jest's own

/** What takes longest, roughly by seconds of the processor, the processes that a file starts included. */
const slow = [
  'optimizers/src/whole-zoo/browser.test.ts',
  'optimizers/src/autodiff/browser.test.ts',
  'benchmarks/src/cli/processes.test.ts',
  'optimizers/src/whole-zoo/conformance-cpu.test.ts',
  'benchmarks/src/theory/theory.test.ts',
  'optimizers/src/state/resume.test.ts',
  'benchmarks/src/speed/browser-bench.test.ts',
  'optimizers/src/rules/on-tensors/psgd.test.ts',
  'examples/examples.test.ts',
  'optimizers/src/whole-zoo/conformance-wasm.test.ts',
  'benchmarks/src/cli/main.test.ts',
  'benchmarks/src/sizes/sizes.test.ts',
  'benchmarks/src/cli/loading.test.ts',
  'benchmarks/src/study/run-one.test.ts',
  'optimizers/src/gradients/reference.test.ts',
  'optimizers/src/kernels/simplifying-graph-builder.test.ts',
  'optimizers/src/gradients/forward-gradient.test.ts',
  'optimizers/src/games/games.test.ts',
  'optimizers/src/whole-zoo/bad-input.test.ts',
  'optimizers/src/second-order/behaviour.test.ts',
  'optimizers/src/landscape/top-eigenvalues.test.ts',
  'testbed/src/nonconvex/nonconvex.test.ts',
  'benchmarks/src/real-data/problems.test.ts',
  'optimizers/src/whole-zoo/reference.test.ts',
  'optimizers/src/whole-zoo/frozen-layers.test.ts',
  'testbed/src/symbolic-gradients.test.ts',
  'benchmarks/src/speed/measure.test.ts',
  'optimizers/src/rules/on-tensors/reference.test.ts',
];

export default class SlowFirst extends TestSequencer {
  sort(tests) {
    const place = ({ path }) => slow.findIndex((file) => path.endsWith(`/${file}`));
    const isSlow = (test) => place(test) >= 0;
    return [
      ...tests.filter(isSlow).sort((a, b) => place(a) - place(b)),
      ...super.sort(tests.filter((test) => !isSlow(test))),
    ];
  }
}
