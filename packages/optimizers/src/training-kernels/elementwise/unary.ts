import { areFloats, type TrainingKernel } from '../training-kernel.js';
import type { Numbers } from '../workspace.js';

/** All numbers of an operand, which are float32. Each is a loop of its own, so that it is compiled for its operation. */
const unary =
  (loop: (out: Numbers, x: Numbers, attributes: Readonly<Record<string, unknown>>) => void): TrainingKernel =>
  ({ x }, attributes, workspace) =>
    areFloats(x)
      ? workspace.makeOnArrays([x], x.shape, 'float32', (out, [from]) => loop(out, from, attributes))
      : undefined;

export const negate = unary((out, x) => {
  for (let i = 0; i < x.length; i++) out[i] = -x[i];
});

export const relu = unary((out, x) => {
  for (let i = 0; i < x.length; i++) out[i] = Math.max(0, x[i]);
});

/** 1 above zero and alpha elsewhere; NaN of NaN. */
export const step = unary((out, x, { alpha = 0 }) => {
  const below = alpha as number;
  for (let i = 0; i < x.length; i++) out[i] = x[i] > 0 ? 1 : x[i] <= 0 ? below : x[i];
});

export const clipByValue = unary((out, x, { clipValueMin, clipValueMax }) => {
  const [least, most] = [clipValueMin as number, clipValueMax as number];
  for (let i = 0; i < x.length; i++) out[i] = x[i] > most ? most : Math.max(least, x[i]);
});
