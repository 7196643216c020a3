import type { Problem, TransformConfig } from '../problem.js';
import { noise } from './noise.js';
import { rotate } from './rotate.js';
import { scale } from './scale.js';
import { shift } from './shift.js';
import { startAt } from './start-at.js';

type Options = TransformConfig['options'];

const transforms: Readonly<Record<string, (problem: Problem, options: Options) => Problem>> = {
  shift: (problem, { by }) => shift(problem, by as number[]),
  scale: (problem, { by }) => scale(problem, by!),
  rotate: (problem, { seed }) => rotate(problem, seed as number),
  noise: (problem, { deviation }) => noise(problem, deviation as number),
  startAt: (problem, { at }) => startAt(problem, at as number[]),
};

/**
 * The transform that a config names, of a problem.
 *
 * @throws Error naming the known ones.
 */
export function transformed(problem: Problem, { transform, options }: TransformConfig): Problem {
  if (Object.hasOwn(transforms, transform)) return transforms[transform]!(problem, options);
  throw new Error(`transform '${transform}' is not known; known are ${Object.keys(transforms).join(', ')}.`);
}
