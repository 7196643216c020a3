import { makeConfig } from '../fixtures/make-run.js';
import { runId } from './run-config.js';

test('the id does not depend on the order of keys, at any depth', () => {
  const { optimizer, problem, seed, steps, backend } = makeConfig({
    optimizer: { name: 'adam', options: { beta1: 0.9, learningRate: 0.1 } },
  });
  const { name, options } = optimizer;
  const reversed = Object.fromEntries(Object.entries(options).reverse());
  expect(runId({ backend, steps, seed, problem, optimizer: { options: reversed, name } })).toBe(
    runId({ optimizer, problem, seed, steps, backend }),
  );
});

test('the id changes with every field', () => {
  const configs = [
    makeConfig(),
    makeConfig({ optimizer: { name: 'sgd', options: { learningRate: 0.1 } } }),
    makeConfig({ optimizer: { name: 'adam', options: { learningRate: 0.2 } } }),
    makeConfig({ optimizer: { name: 'adam', options: { learningRate: 0.1, beta1: 0.8 } } }),
    makeConfig({ problem: { name: 'beale' } }),
    makeConfig({ problem: { expression: 'x^2', start: [1] } }),
    makeConfig({ problem: { expression: 'x^2', start: [2] } }),
    makeConfig({ problem: { expression: 'x^2 + y^2', start: [1, 2] } }),
    makeConfig({ problem: { expression: 'x^2 + y^2', start: [2, 1] } }),
    makeConfig({ seed: 1 }),
    makeConfig({ steps: 101 }),
    makeConfig({ steps: undefined, gradients: 100 }),
    makeConfig({ steps: undefined, seconds: 100 }),
    makeConfig({ backend: 'wasm' }),
  ];
  expect(new Set(configs.map(runId)).size).toBe(configs.length);
});

test('the id stays the same between versions: stored runs are found again', () => {
  expect(runId(makeConfig())).toBe('6871cd7bba3c4cfd'); // sha256sum of the sorted JSON
});
