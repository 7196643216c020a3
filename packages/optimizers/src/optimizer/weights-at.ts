import * as tf from '@tensorflow/tfjs-core';

/** Where a variable is to be; the tensor may be one of those that tf.tidy ends. */
export type Point = (variable: tf.Variable, index: number) => tf.Tensor;

/** Variables that were moved, until they are put back or their present values are left to stay. */
export class MovedWeights {
  private readonly former: (readonly [tf.Variable, tf.Tensor])[];

  /** `move` takes the variables away; if it fails they are as they were. */
  constructor(variables: readonly tf.Variable[], move: () => void) {
    // A clone shares the buffer, so nothing writes over it.
    this.former = variables.map((variable) => [variable, tf.keep(variable.clone())]);
    try {
      move();
    } catch (error) {
      this.putBack();
      throw error;
    }
  }

  putBack(): void {
    for (const [variable, value] of this.former) if (!variable.isDisposed) variable.assign(value);
    this.stay();
  }

  stay(): void {
    for (const [, value] of this.former) value.dispose();
  }
}

/** What `run` gives with the variables at `point`; then they are as they were, to the last bit. */
export function withWeightsAt<T>(variables: readonly tf.Variable[], point: Point, run: () => T): T {
  const moved = new MovedWeights(variables, () => moveWeights(variables, point));
  try {
    return run();
  } finally {
    moved.putBack();
  }
}

/** Takes variables to a point for good. */
export function moveWeights(variables: readonly tf.Variable[], point: Point): void {
  variables.forEach((variable, index) => {
    tf.tidy(() => variable.assign(point(variable, index)));
  });
}
