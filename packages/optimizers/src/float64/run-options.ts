import { checked, integer, number, optional, readOptions, type Settings } from '@optimizer-zoo/schedulers';
import type { Box } from './bounds.js';
import type { Float64Optimizer } from './optimizer.js';
import type { Parameters, Point } from './parameters.js';
import type { MinimizeState, Progress } from './progress.js';

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

const types = {
  optimizer: checked<Float64Optimizer>(
    (value) => isObject(value) && typeof (value as Float64Optimizer).begin === 'function',
    'an optimizer of this entry, such as adam()',
  ),
  maxSteps: integer('[0, inf)', 1000),
  maxEvaluations: integer('[1, inf)', Number.MAX_SAFE_INTEGER),
  maxSeconds: optional(number('(0, inf)')),
  gradientTolerance: optional(number('[0, inf)')),
  stepTolerance: optional(number('[0, inf)')),
  valueTolerance: optional(number('[0, inf)')),
  bounds: optional(
    checked<Box>(
      (value) => isObject(value) && typeof (value as Box).of === 'function',
      'a box, such as box({ lower: 0, upper: [1, Infinity] })',
    ),
  ),
  callback: optional(
    checked<(progress: Progress<unknown>) => unknown>((value) => typeof value === 'function', 'a function'),
  ),
  signal: optional(
    checked<Pick<AbortSignal, 'aborted'>>(
      (value) => isObject(value) && 'aborted' in (value as object),
      'an AbortSignal',
    ),
  ),
  seed: integer('[0, inf)', 0),
  state: optional(
    checked<MinimizeState>((value) => isObject(value) && 'slots' in (value as object), 'what save() gave'),
  ),
};

export type RunSettings = Settings<typeof types>;

/** How `minimize` and `iterate` run; a minimisation ends by whatever of it comes first. */
export interface RunOptions<P extends Parameters> {
  readonly optimizer: Float64Optimizer;
  /** A `box` that the parameters stay in: steps are projected on it. Default: none. */
  readonly bounds?: Box;
  /** Default 1000. */
  readonly maxSteps?: number;
  /** Of all functions of the objective together, checked before each step. Default: no limit. */
  readonly maxEvaluations?: number;
  /** Checked before each step. Default: no limit. */
  readonly maxSeconds?: number;
  /** Ends where max |gᵢ| is at most this; with bounds, max |xᵢ − P(x − g)ᵢ|. Default: never. */
  readonly gradientTolerance?: number;
  /** Ends after a step of which max |Δxᵢ| is at most this times max(1, max |xᵢ|). Default: never. */
  readonly stepTolerance?: number;
  /** Ends after a step that changes f by at most this times max(1, |f|). Default: never. */
  readonly valueTolerance?: number;
  /** Sees each step; ends the run by giving true. */
  readonly callback?: (progress: Progress<Point<P>>) => unknown;
  readonly signal?: Pick<AbortSignal, 'aborted'>;
  /** Of probes for curvature. Default 0. */
  readonly seed?: number;
  /** Goes on from here; `x0` says how the parameters lie, its numbers are not used. */
  readonly state?: MinimizeState;
}

export const readRunOptions = (options: object): RunSettings => readOptions('minimize', types, options as never);
