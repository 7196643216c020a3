import * as tf from '@tensorflow/tfjs-core';
import { isAlive, ownVariable } from './own-variable.js';
import type { NamedTensor } from './variable-state.js';

/**
 * Numbers of an optimizer as tensors for saving. They live as long as the optimizer, as tfjs disposes nothing that
 * `getWeights` gives: each is made once, and written anew whenever the state is saved.
 */
export class SavedScalars {
  private readonly variables = new Map<string, tf.Variable>();

  /** A number under its name. The tensor is live, as slots are. */
  export(name: string, value: number, dtype: 'float32' | 'int32' = 'float32'): NamedTensor {
    const known = this.variables.get(name);
    const variable = known && isAlive(known) ? known : ownVariable(tf.scalar(0, dtype), name);
    this.variables.set(name, variable);
    const scalar = tf.scalar(value, dtype);
    variable.assign(scalar);
    scalar.dispose();
    return { name, tensor: variable };
  }

  /** Saved state as it is; numbers that are not in it are of variables that are gone, and given back. */
  only(weights: NamedTensor[]): NamedTensor[] {
    const names = new Set(weights.map(({ name }) => name));
    for (const [name, variable] of this.variables) {
      if (names.has(name)) continue;
      variable.dispose();
      this.variables.delete(name);
    }
    return weights;
  }

  dispose(): void {
    this.only([]);
  }
}
