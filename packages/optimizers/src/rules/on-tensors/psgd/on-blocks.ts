import { packedShape } from '../../../linear-algebra/axes.js';
import { flatten, unflatten } from '../../../linear-algebra/flatten.js';
import type { Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';
import { type Block, hasBegun, type Stepped } from './begin.js';
import { type KronState, kronFactors, squeezed } from './kron.js';

type KronOptions = Parameters<typeof kronFactors>[1];

/** A variable with its factors and their bounds, each in one slot. */
export interface KronVariable {
  readonly param: Tensor;
  readonly grad: Tensor;
  readonly m: Tensor;
  readonly factors: Tensor;
  readonly bounds: Tensor;
  readonly steps: number;
  readonly fits: number;
  readonly learningRate: number;
  readonly probe?: Tensor;
  readonly hessianVectorProduct?: Tensor;
}

/** The slots of such a variable. */
export function kronSlots(shape: readonly number[], options: KronOptions) {
  const factors = shape.includes(0) ? [] : kronFactors(shape, options);
  return { m: shape, factors: packedShape(factors), bounds: [factors.length] };
}

/** A variable as a block: without its axes of length 1. */
export function toBlock(variable: KronVariable, options: KronOptions): Block<KronState> {
  const { param, grad, m, steps, fits, probe, hessianVectorProduct } = variable;
  const shape = squeezed(param.shape);
  const isMade = fits > 0;
  return {
    grad: t.reshape(grad, shape),
    m: t.reshape(m, shape),
    steps,
    state: {
      factors: unflatten(variable.factors, kronFactors(param.shape, options)),
      bounds: t.unstack(variable.bounds),
    },
    isMade,
    hasBegun: hasBegun(isMade, variable.bounds),
    probe: probe && t.reshape(probe, shape),
    hessianVectorProduct: hessianVectorProduct && t.reshape(hessianVectorProduct, shape),
  };
}

/** The other way round, with the step made. */
export function fromBlock(variable: KronVariable, { m, steps, state, isMade, direction }: Stepped<KronState>) {
  const { param, learningRate } = variable;
  return {
    param: t.sub(param, t.mul(t.reshape(direction, param.shape), learningRate)),
    m: t.reshape(m, param.shape),
    factors: flatten(state.factors),
    bounds: flatten(state.bounds),
    steps,
    fits: isMade ? 1 : 0,
  };
}
