import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type { ZooOptimizer } from '../index.js';
import { problems } from './problems.js';

/** One trajectory of a reference file; README.md there has the fields. */
export interface Entry {
  readonly problem: string;
  readonly hyperparameters: Readonly<Record<string, number | string | boolean | number[]>>;
  readonly x0: number[];
  readonly checkpoints: readonly { step: number; x: number[]; v?: number[] }[];
  readonly float32_max_abs_dev: Readonly<Record<string, number>>;
  /** Of second-order optimizers. */
  readonly float64_sensitivity?: Readonly<Record<string, number>>;
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

/** Parameters after 0, 1, … `steps` updates. */
export function trajectory(
  { problem, hyperparameters, x0 }: Entry,
  optimizer: ZooOptimizer,
  steps: number,
): number[][] {
  const shape = (hyperparameters.shape as number[] | undefined) ?? [x0.length];
  const x = tf.variable(tf.tensor(x0, shape));
  const points = [Array.from(x.dataSync())];
  for (let step = 1; step <= steps; step++) {
    optimizer.minimize(() => problems[problem](tf.reshape(x, [-1])));
    points.push(Array.from(x.dataSync()));
  }
  tf.dispose(x);
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
  make: (entry: Entry) => ZooOptimizer,
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

interface Choice {
  /** Why an entry is not followed. */
  readonly leaveOut?: (entry: Entry) => string | undefined;
  readonly until?: number;
}
