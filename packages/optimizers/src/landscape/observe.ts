import * as tf from '@tensorflow/tfjs';
import { valueGradHvp } from '../autodiff/value-grad-hvp.js';
import { flatten, unflatten } from '../flat-variables.js';
import { ClosureRuns } from '../gradients/closure-runs.js';
import { seededRandom } from '../gradients/random.js';
import { trainableOf } from '../gradients/read-variables.js';
import { scalarOf } from '../gradients/slopes.js';
import type { Vector } from './vector.js';

/** A loss at the point where its variables are, as functions of flat vectors in float64. Nothing that runs leaves traces. */
export interface Observed {
  readonly loss: () => tf.Scalar;
  readonly variables: readonly tf.Variable[];
  /** How many parameters there are. */
  readonly size: number;
  /** ∇L and ∇²L v, zeros for variables that the loss does not depend on. */
  derivatives(v: Vector): Promise<{ gradient: Vector; product: Vector }>;
  /** ∇²L v */
  multiply(v: Vector): Promise<Vector>;
  /** Standard normal, the same for a seed at each call and on each backend. */
  normal(seed: number, draw: number): Promise<Vector>;
}

/** Looks at a loss in the way of `look`. Between the runs others may run, but must not move the variables. */
export async function observe<T>(
  owner: string,
  loss: () => tf.Scalar,
  given: readonly tf.Variable[] | undefined,
  look: (observed: Observed) => Promise<T>,
): Promise<T> {
  const runs = new ClosureRuns();
  const apart = runs.apart(loss);
  const checked = () => scalarOf(owner, apart);
  try {
    const variables = trainableOf(checked, given);
    const size = variables.reduce((sum, variable) => sum + variable.size, 0);
    const derivatives = async (v: Vector) => {
      const both = tf.tidy(() => {
        const vs = unflatten(variables, tf.tensor1d(Float32Array.from(v)));
        const { grads, hvps } = valueGradHvp(checked, variables, vs);
        return tf.concat1d([flatten(variables, grads), flatten(variables, hvps)]);
      });
      const numbers = await read(both);
      return { gradient: numbers.subarray(0, size), product: numbers.subarray(size) };
    };
    return await look({
      loss: checked,
      variables,
      size,
      derivatives,
      multiply: async (v) => (await derivatives(v)).product,
      normal: (seed, draw) => read(seededRandom(seed)(1, draw).normal([size])),
    });
  } finally {
    runs.dispose();
  }
}

/** The numbers of a tensor, which ends. */
async function read(tensor: tf.Tensor): Promise<Vector> {
  try {
    return Float64Array.from(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
