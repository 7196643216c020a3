import type { Tensor } from '../words/tensor.js';
import * as t from '../words/words.js';

/** An exponential moving average with one more sample: decay average + (1 − decay) sample. */
export const ema = (average: Tensor, sample: Tensor, decay: number): Tensor =>
  t.add(t.mul(average, decay), t.mul(sample, 1 - decay));
