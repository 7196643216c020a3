import { sizeFromShape } from '../../words/tensor.js';
import type { Words } from '../../words/words.js';
import { type Float64RandomSource, seeded } from '../random.js';
import * as arranging from './arranging.js';
import { type ArrayTensor, arrayTensor, filled, scalarOf } from './array-tensor.js';
import * as elementwise from './elementwise.js';
import { bandPart, eye, inverse, matMul, transpose } from './matrices.js';
import { argMax, max, mean, min, prod, sum } from './reductions.js';

/** Words of rules on tensors, carried out on plain arrays in float64. There is one type of numbers: true is 1, false 0. */
export const float64Words: Words<ArrayTensor> = {
  ...elementwise,
  ...arranging,
  sum,
  mean,
  max,
  min,
  prod,
  argMax,
  matMul,
  transpose,
  bandPart,
  inverse,
  cast: (x) => x,
  tensor: (values, shape) => arrayTensor(Float64Array.from(values), shape),
  scalar: (value) => scalarOf(Number(value)),
  fill: filled,
  zeros: (shape) => filled(shape, 0),
  ones: (shape) => filled(shape, 1),
  zerosLike: ({ shape }) => filled(shape, 0),
  onesLike: ({ shape }) => filled(shape, 1),
  eye,
  dataSync: ({ data }) => data,
  readsFreely: () => true,
  checkReadsAtOnce: () => {},
  random(step, seed, source) {
    const { normal, uniform } = ((source as Float64RandomSource | undefined) ?? seeded(seed))(step);
    return { normal: (shape) => arrayTensor(normal(sizeFromShape(shape)), shape), uniform };
  },
};
