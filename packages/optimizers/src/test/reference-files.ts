import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { inFloat64 } from './autodiff/float64.js';
import { layouts, problems } from './problems.js';

/** One trajectory of a reference file; README.md there has the fields. */
export interface Entry {
  readonly problem: string;
  readonly hyperparameters: Readonly<Record<string, number | string | boolean | number[]>>;
  readonly x0: number[];
  readonly checkpoints: readonly { step: number; x: number[]; v?: number[] }[];
  readonly float32_max_abs_dev: Readonly<Record<string, number>>;
  readonly float64_sensitivity: Readonly<Record<string, number | null>>;
}

/** The reference files' names of options, and ours. */
const names: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  eps: 'epsilon',
  weight_decay: 'weightDecay',
};

/** An entry's hyperparameters as options; `renamed` are those that have other names here. */
export function optionsOf(
  { hyperparameters: { betas, ...rest } }: Entry,
  renamed: Readonly<Record<string, string>> = {},
) {
  const split = ((betas as number[]) ?? []).map((beta, index) => [`beta${index + 1}`, beta] as const);
  const others = Object.entries(rest).map(([name, value]) => [renamed[name] ?? names[name] ?? camelCase(name), value]);
  return Object.fromEntries([...split, ...others]);
}

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export const readEntries = (file: string): Entry[] =>
  JSON.parse(readFileSync(new URL(`./reference/${file}.json`, import.meta.url), 'utf8')).problems;

/** Parameters after 0, 1, … `steps` updates. `turn`, its own inverse, takes a variable to the layout that is trained. */
export function trajectory(
  { problem, hyperparameters, x0 }: Entry,
  optimizer: tf.Optimizer,
  steps: number,
  turn = (x: tf.Tensor) => x,
): number[][] {
  const shapes = layouts[problem] ?? [(hyperparameters.shape as number[] | undefined) ?? [x0.length]];
  let start = 0;
  const variables = shapes.map((shape, place) => {
    const end = start + tf.util.sizeFromShape(shape);
    const part = x0.slice(start, end);
    start = end;
    return tf.variable(turn(tf.tensor(part, shape)), true, `x${place}`);
  });
  const flat = () => tf.concat(variables.map((variable) => tf.reshape(turn(variable), [-1])));
  const point = () => tf.tidy(() => Array.from(flat().dataSync()));
  const points = [point()];
  for (let step = 1; step <= steps; step++) {
    optimizer.minimize(() => problems[problem](flat()));
    points.push(point());
  }
  tf.dispose(variables);
  optimizer.dispose();
  return points;
}

/** Throws unless a point is the checkpoint's, within the tolerance of float32. */
export function expectClose(actual: readonly number[], { x, step }: Entry['checkpoints'][number], entry: Entry): void {
  const strayed = entry.float32_max_abs_dev[step];
  if (strayed >= 1e-3) return; // chaotic in float32: the reference strays from itself
  actual.forEach((value, i) => {
    const excess = Math.abs(value - x[i]) / (1e-5 * (1 + Math.abs(x[i])) + 10 * strayed);
    if (!(excess <= 1))
      throw new Error(`step ${step}, x[${i}]: ${value}, but the reference has ${x[i]} (${excess} tolerances)`);
  });
}

/** A test for each entry: `make`'s optimizer goes through its checkpoints. */
export function followsReference(
  file: string,
  make: (entry: Entry) => tf.Optimizer,
  { leaveOut = () => undefined, until = 200 }: Choice = {},
): void {
  const entries = readEntries(file).filter((entry) => leaveOut(entry) === undefined);
  test.each(entries.map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const))(
    '%s %s',
    (_problem, _options, entry) => {
      const checkpoints = entry.checkpoints.filter(({ step }) => step <= until);
      const points = trajectory(entry, make(entry), checkpoints.at(-1)!.step);
      for (const checkpoint of checkpoints) expectClose(points[checkpoint.step], checkpoint, entry);
    },
  );
}

/**
 * As `followsReference`, in float64, eagerly: to nine digits, for references that rounding to float32 would not leave
 * comparable. `slack` is added to the tolerance, relative to 1 + |x|.
 */
export function followsInFloat64(
  file: string,
  make: (entry: Entry) => tf.Optimizer,
  { leaveOut = () => undefined, until = 200, slack = 0, turn }: Choice & { readonly slack?: number } = {},
): void {
  const entries = readEntries(file).filter((entry) => leaveOut(entry) === undefined);
  test.each(entries.map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const))(
    '%s %s',
    (_problem, _options, entry) => {
      const checkpoints = entry.checkpoints.filter(({ step }) => step <= until);
      const steps = checkpoints.at(-1)!.step;
      const points = inFloat64(() => eagerly(() => trajectory(entry, make(entry), steps, turn)));
      for (const { step, x } of checkpoints) {
        const sensitivity = entry.float64_sensitivity[step] ?? Number.POSITIVE_INFINITY;
        if (sensitivity > 1e-6) continue; // chaotic
        const tolerances = x.map((value) => (1e-9 + slack) * (1 + Math.abs(value)) + 100 * sensitivity);
        const excess = x.map((value, i) => Math.abs(points[step][i] - value) / tolerances[i]);
        expect({ step, excess: Math.max(...excess) <= 1 ? 'none' : Math.max(...excess) }).toEqual({
          step,
          excess: 'none',
        });
      }
    },
  );
}

/** Without kernels, which know float32 alone. */
function eagerly<T>(body: () => T): T {
  const { WebAssembly: own } = globalThis;
  (globalThis as { WebAssembly?: unknown }).WebAssembly = undefined;
  try {
    return body();
  } finally {
    globalThis.WebAssembly = own;
  }
}

interface Choice {
  /** Why an entry is not followed. */
  readonly leaveOut?: (entry: Entry) => string | undefined;
  readonly until?: number;
  readonly turn?: (x: tf.Tensor) => tf.Tensor;
}
