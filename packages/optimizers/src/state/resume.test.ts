import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cosineDecay } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs';
import { curvatureOptimizers } from '../fixtures/curvature-optimizers.js';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import { kindsOfKernels } from '../fixtures/kinds.js';
import { adam, decoupledWeightDecay, egn, lbfgs, rmsprop } from '../index.js';

const script = fileURLToPath(new URL('../fixtures/train.mjs', import.meta.url));
const built = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'optimizer-zoo-'));

afterAll(() => rmSync(folder, { recursive: true }));

const scheduled = () => adam({ learningRate: cosineDecay({ initialValue: 0.01, decaySteps: 40 }) });
const optimizers = Object.entries<() => tf.Optimizer>({
  ...everyOptimizer,
  'adam, scheduled': scheduled,
  'decoupledWeightDecay, not of biases': () => decoupledWeightDecay(rmsprop(), { exclude: 'bias' }),
  ...curvatureOptimizers,
  'egn, scheduled damping': () => egn({ damping: cosineDecay({ initialValue: 1, decaySteps: 40 }), momentum: 0.9 }),
  lbfgs: () => lbfgs({ historySize: 3, learningRate: 0.1, lineSearch: 'none' }),
});

const descriptionOf = (optimizer: tf.Optimizer) => ({
  className: optimizer.getClassName(),
  config: optimizer.getConfig(),
});

// What is saved, and what is made of it again, does not depend on the backend, but for how its numbers are read and written.
const kinds = [...kindsOfKernels(), 'egn, adaptive damping, momentum', 'lbfgs'];
const onWasm = optimizers.filter(([name]) => kinds.includes(name));

/** A process of its own, which trains all the optimizers. */
function train(backend: string, part: 'first' | 'second'): void {
  execFileSync(process.execPath, [script, folder, backend, part], { stdio: ['ignore', 'ignore', 'pipe'] });
}

describe.each([
  ['cpu', optimizers],
  ['wasm', onWasm],
] as const)('on %s', (backend, optimizers) => {
  const fileOf = (part: string) => join(folder, `${backend}-${part}.json`);
  const results: Record<string, Record<string, { bits: string[] }>> = {};

  beforeAll(() => {
    if (!existsSync(built)) throw new Error(`${built} is missing: run 'pnpm run build' first.`);
    const configurations = optimizers.map(([name, make]) => [name, descriptionOf(make())]);
    writeFileSync(fileOf('optimizers'), JSON.stringify(Object.fromEntries(configurations)));
    for (const part of ['first', 'second'] as const) train(backend, part);
    for (const part of ['whole', 'second']) results[part] = JSON.parse(readFileSync(fileOf(part), 'utf8'));
  });

  test.each(optimizers)(
    '%s: save, load in a fresh process and train on equals the uninterrupted run bit for bit',
    (name) => {
      const { [name]: whole } = results.whole;
      expect(whole.bits).not.toHaveLength(0);
      expect(results.second[name]).toEqual(whole);
    },
  );
});
