import * as tf from '@tensorflow/tfjs-core';
import { sumOfSquares } from '../../linear-algebra/norm.js';

/** For each variable; null where it does not move. */
export type Direction = readonly (tf.Tensor | null)[];

/** The variables along a direction from where they are: x + rate d. */
export class Line {
  private readonly moved: readonly { variable: tf.Variable; start: tf.Tensor; d: tf.Tensor }[];

  constructor(variables: readonly tf.Variable[], direction: Direction) {
    this.moved = variables.flatMap((variable, i) => {
      const d = direction[i];
      return d ? [{ variable, start: tf.keep(variable.clone()), d }] : [];
    });
  }

  moveTo(rate: number): void {
    tf.tidy(() => {
      for (const { variable, start, d } of this.moved) variable.assign(tf.add(start, tf.mul(d, rate)));
    });
  }

  back(): void {
    for (const { variable, start } of this.moved) variable.assign(start);
  }

  dispose(): void {
    for (const { start } of this.moved) start.dispose();
  }
}

export const disposeDirection = (direction: Direction): void => {
  tf.dispose(direction.filter((d) => d !== null));
};

/** |d|², over all variables. */
export const squaredNorm = (direction: Direction): number =>
  direction.reduce((sum, d) => sum + (d ? sumOfSquares(d) : 0), 0);
