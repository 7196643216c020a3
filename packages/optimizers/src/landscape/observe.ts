import * as tf from '@tensorflow/tfjs-core';
import { variableGrads } from '../autodiff/reverse.js';
import { valueGradHvp } from '../autodiff/value-grad-hvp.js';
import { ClosureRuns } from '../gradients/closure-runs.js';
import { seededRandom } from '../gradients/random.js';
import { trainableOf } from '../gradients/read-variables.js';
import { scalarOf } from '../gradients/slopes.js';
import { flatten, unflatten } from '../linear-algebra/on-tfjs/flatten.js';
import type { Vector } from '../linear-algebra/vector.js';
import { withWeightsAt } from '../optimizer/weights-at.js';

/** A loss at the point where its variables are, as functions of flat vectors in float64. Nothing that runs leaves traces. */
export interface Observed {
  readonly variables: readonly tf.Variable[];
  /** How many parameters there are. */
  readonly size: number;
  /** ∇L, with zeros for variables that the loss does not depend on. */
  gradient(): Promise<Vector>;
  /** ∇²L v, likewise. */
  multiply(v: Vector): Promise<Vector>;
  /** L, with the variables somewhere else meanwhile. */
  lossAt(point: (variable: tf.Variable, index: number) => tf.Tensor): Promise<number>;
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
    return await look({
      variables,
      size,
      gradient: () =>
        read(
          tf.tidy(() => {
            const { grads } = variableGrads(checked, variables as tf.Variable[]);
            return flatten(
              variables.map(({ name }) => grads[name]),
              variables,
            );
          }),
        ),
      multiply: (v) =>
        read(
          tf.tidy(() => {
            const vs = unflatten(tf.tensor1d(Float32Array.from(v)), variables);
            return flatten(valueGradHvp(checked, variables, vs).hvps, variables);
          }),
        ),
      lossAt: async (point) => (await read(withWeightsAt(variables, point, () => tf.tidy(checked))))[0],
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
