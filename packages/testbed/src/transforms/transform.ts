import type { Problem, TransformConfig } from '../problem.js';

/** How a transformed problem is called: `shift(rosenbrock, by=3,4)`. */
export const transformName = (name: string, { transform, options }: Omit<TransformConfig, 'of'>): string =>
  `${transform}(${[name, ...Object.entries(options).map(([option, value]) => `${option}=${value}`)].join(', ')})`;

/** The name and config of a transformed problem. */
export const named = (
  transform: string,
  { name, config }: Problem,
  options: TransformConfig['options'],
): Pick<Problem, 'name' | 'config'> => ({
  name: transformName(name, { transform, options }),
  config: { transform, options, of: config },
});

/** A change of variables is for functions of one vector without bounds. */
export function checkFlat(transform: string, problem: Problem): void {
  if (problem.float64) return;
  throw new Error(`${transform}: ${problem.name} is not a function of one vector, known in float64, as it must be.`);
}
