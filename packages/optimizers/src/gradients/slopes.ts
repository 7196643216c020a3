import * as tf from '@tensorflow/tfjs';
import { call } from '../autodiff/closure.js';
import { checkOutput } from '../autodiff/jacobian-vector.js';
import type { Measurement } from './gradient-source.js';
import { readVariables } from './read-variables.js';

/** Some variables and a tensor for each. */
export interface Direction {
  readonly variables: readonly tf.Variable[];
  readonly vs: readonly tf.Tensor[];
}

/** What is known of the loss L along a direction v. */
export interface Slope {
  readonly value: tf.Scalar;
  /** ⟨∇L, v⟩, or an estimate of it. */
  readonly slope: tf.Scalar;
}

/**
 * The mean of s v over `count` directions v, where s is the slope that `measure` gives. Directions are drawn one after
 * the other, for the variables that the loss has been seen to read, and end with their turn.
 */
export function meanAlong(
  variables: readonly tf.Variable[],
  count: number,
  draw: (shape: readonly number[]) => tf.Tensor,
  measure: (direction: Direction) => Slope,
): Measurement {
  const sum = new SumAlong();
  for (let k = 0; k < count; k++) {
    const direction = { variables, vs: variables.map(({ shape }) => draw(shape)) };
    ({ read: variables } = sum.add(direction, measure, ({ slope }) => slope.div(count)));
  }
  return sum.measurement;
}

/** Σ c v over directions v, as a gradient. */
export class SumAlong {
  private readonly grads: tf.NamedTensorMap = {};
  private value?: tf.Scalar;

  /** The loss is that of the first direction. */
  get measurement(): Measurement {
    return { value: this.value!, grads: this.grads };
  }

  /** Adds one direction, disposes it, and tells which of its variables the loss has read: the others get no gradient. */
  add(
    direction: Direction,
    measure: (direction: Direction) => Slope,
    coefficient: (slope: Slope, direction: Direction) => tf.Tensor,
  ): { read: tf.Variable[] } {
    const { grads } = this;
    const { variables, vs } = direction;
    const { result, read } = readVariables(variables, () => measure(direction));
    const c = coefficient(result, direction);
    variables.forEach(({ name }, i) => {
      const { [name]: before } = grads;
      if (read.includes(variables[i])) {
        grads[name] = tf.tidy(() => (before ? before.add(vs[i].mul(c)) : vs[i].mul(c)));
        before?.dispose();
      }
      vs[i].dispose();
    });
    this.value ??= result.value;
    return { read };
  }
}

/** The loss alone, without a tape. */
export const lossOf = (owner: string, loss: () => tf.Scalar): tf.Scalar => tf.tidy(() => scalarOf(owner, loss));

/** What a loss gives, which must be a scalar, at once. */
export function scalarOf(owner: string, loss: () => tf.Scalar): tf.Scalar {
  const value = call(owner, loss, []);
  checkOutput(owner, value);
  if (value.rank === 0) return value;
  throw new Error(`${owner}: the loss has shape [${value.shape}], but must be a scalar.`);
}
