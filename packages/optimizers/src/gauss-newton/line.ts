import * as tf from '@tensorflow/tfjs';
import type { Problem } from './problem.js';

/** For each variable; null where it does not move. */
export type Direction = readonly (tf.Tensor | null)[];

/** The variables along a direction from where they are: x + rate d. */
export class Line {
  private readonly moved: readonly { variable: tf.Variable; start: tf.Tensor; d: tf.Tensor }[];

  constructor(
    private readonly problem: Problem,
    direction: Direction,
  ) {
    this.moved = problem.variables.flatMap((variable, i) => {
      const d = direction[i];
      return d ? [{ variable, start: tf.keep(variable.clone()), d }] : [];
    });
  }

  moveTo(rate: number): void {
    tf.tidy(() => {
      for (const { variable, start, d } of this.moved) variable.assign(tf.add(start, tf.mul(d, rate)));
    });
  }

  /** The loss there, on the same batch. */
  lossAt(rate: number): number {
    this.moveTo(rate);
    const { outputs, value } = this.problem.rerun();
    const [loss] = value.dataSync();
    tf.dispose([outputs, value]);
    return loss;
  }

  back(): void {
    for (const { variable, start } of this.moved) variable.assign(start);
  }

  dispose(): void {
    for (const { start } of this.moved) start.dispose();
  }
}

/** |d|², over all variables. */
export const squaredNorm = (direction: Direction): number =>
  direction.reduce((sum, d) => sum + (d ? tf.tidy(() => tf.sum(tf.square(d)).dataSync()[0]) : 0), 0);

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};
