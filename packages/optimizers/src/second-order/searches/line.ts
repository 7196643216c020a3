import * as tf from '@tensorflow/tfjs-core';
import { moveWeights, type Point, withWeightsAt } from '../../optimizer/weights-at.js';
import type { Direction } from '../directions/direction.js';

/** The line x + t d through where the variables are. */
export class Line {
  private readonly variables: readonly tf.Variable[];
  private readonly d: readonly tf.Tensor[];

  constructor(variables: readonly tf.Variable[], direction: Direction) {
    this.variables = variables.filter((_, i) => direction[i]);
    this.d = direction.filter((d) => d !== null);
  }

  /** What `run` gives with the variables at x + t d. */
  at<T>(t: number, run: () => T): T {
    return withWeightsAt(this.variables, this.point(t), run);
  }

  /** Takes the variables to x + t d: the line then goes on from there. */
  moveTo(t: number): void {
    moveWeights(this.variables, this.point(t));
  }

  private point(t: number): Point {
    return (variable, i) => tf.add(variable, tf.mul(this.d[i], t));
  }
}
