import * as tf from '@tensorflow/tfjs';
import { join, separate, sizesOf } from './joined.js';
import type { LraState } from './lra.js';
import type { Block, Stepped } from './step.js';

/** A variable with its rows of U, V and d. The bounds are the same for all variables. */
interface LraVariable {
  readonly param: tf.Tensor;
  readonly grad: tf.Tensor;
  readonly m: tf.Tensor;
  readonly u: tf.Tensor;
  readonly v: tf.Tensor;
  readonly d: tf.Tensor;
  readonly bounds: tf.Tensor;
  readonly steps: number;
  readonly fits: number;
  readonly learningRate: number;
  readonly probe?: tf.Tensor;
  readonly hessianVectorProduct?: tf.Tensor;
}

/** The slots of such a variable. */
export function lraSlots(shape: readonly number[], rank: number) {
  const size = tf.util.sizeFromShape([...shape]);
  return { m: shape, u: [size, rank], v: [size, rank], d: [size, 1], bounds: [3] };
}

/** One step for all variables as one block. If any is new, the preconditioner starts anew for all. */
export function stepJoined(
  variables: readonly LraVariable[],
  step: (blocks: readonly Block<LraState>[]) => Stepped<LraState>[],
) {
  const sizes = sizesOf(variables);
  const joined = (slot: 'grad' | 'm' | 'u' | 'v' | 'd') =>
    join(
      variables.map(({ [slot]: tensor }) => tensor),
      sizes,
    );
  const signal = (name: 'probe' | 'hessianVectorProduct') => {
    const tensors = variables.flatMap(({ [name]: tensor }) => tensor ?? []);
    return tensors.length > 0 ? join(tensors, sizes) : undefined;
  };
  const state = () => ({
    u: joined('u'),
    v: joined('v'),
    d: joined('d'),
    bounds: tf.stack(variables.map(({ bounds }) => bounds)).max(0),
  });
  const [{ m, state: next, direction }] = step([
    {
      grad: joined('grad'),
      m: joined('m'),
      steps: Math.min(...variables.map(({ steps }) => steps)),
      state: variables.every(({ fits }) => fits > 0) ? state() : undefined,
      probe: signal('probe'),
      hessianVectorProduct: signal('hessianVectorProduct'),
    },
  ]);
  const apart = (tensor: tf.Tensor, slot: 'param' | 'u' | 'v' | 'd') =>
    separate(
      tensor,
      variables.map(({ [slot]: like }) => like),
      sizes,
    );
  const [directions, ms] = [apart(direction, 'param'), apart(m, 'param')];
  const [us, vs, ds] = (['u', 'v', 'd'] as const).map((slot) => next && apart(next[slot], slot));
  return variables.map((variable, i) => ({
    param: variable.param.sub(directions[i].mul(variable.learningRate)),
    m: ms[i],
    u: us?.[i] ?? variable.u,
    v: vs?.[i] ?? variable.v,
    d: ds?.[i] ?? variable.d,
    bounds: next?.bounds ?? variable.bounds,
    steps: variable.steps + 1,
    fits: next ? 1 : 0,
  }));
}
