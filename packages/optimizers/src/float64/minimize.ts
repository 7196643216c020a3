import type { Evaluations, Objective } from './objective.js';
import type { Parameters, Point } from './parameters.js';
import type { MinimizeState, Progress, Reason } from './progress.js';
import { Run } from './run.js';
import type { RunOptions } from './run-options.js';

/** What a minimisation gave. */
export interface Result<P extends Parameters> {
  /** The parameters to evaluate with: the last ones, or the average that the optimizer keeps for it. */
  readonly x: Point<P>;
  /** The value there; NaN if the objective has none. */
  readonly value: number;
  /** Steps made. */
  readonly steps: number;
  readonly evaluations: Evaluations;
  /** What ended it. */
  readonly reason: Reason;
  /** In words why no further step could be made, where the reason is 'noProgress'. */
  readonly message?: string;
  /** All that is kept between steps, as JSON: `minimize(…, { state })` goes on from it, bit for bit. */
  save(): MinimizeState;
}

/**
 * Minimises a function of plain numbers, in float64 and without tfjs:
 *
 *     minimize({ value: ([x, y]) => …, gradient: ([x, y]) => [ … ] }, [-1.2, 1], { optimizer: adam(), gradientTolerance: 1e-8 })
 *
 * `x0` is one array or an object of named arrays, and so is all that is given and taken. Rules run as float64 kernels in
 * WebAssembly where it is allowed, and as plain loops with the same bits elsewhere.
 *
 * @throws {MinimizeError} where a function of the objective throws or gives something of no use; what had been reached is
 *   in it. Wrong options and a start that is not finite are errors too.
 */
export function minimize<P extends Parameters>(objective: Objective<P>, x0: P, options: RunOptions<P>): Result<P> {
  const run = new Run(objective, x0, options);
  let reason: Reason | undefined;
  do reason = run.advance();
  while (!reason);
  return resultOf(run, reason);
}

/**
 * The same, one step each time that it is asked for the next: `for (const { steps, x, value } of iterate(…))`. The generator
 * returns the result of `minimize`.
 */
export function* iterate<P extends Parameters>(
  objective: Objective<P>,
  x0: P,
  options: RunOptions<P>,
): Generator<Progress<Point<P>>, Result<P>, void> {
  const run = new Run(objective, x0, options);
  for (;;) {
    const { steps } = run;
    const reason = run.advance();
    if (run.steps > steps) yield run as Progress<unknown> as Progress<Point<P>>;
    if (reason) return resultOf(run, reason);
  }
}

function resultOf<P extends Parameters>(run: Run, reason: Reason): Result<P> {
  const { x, value } = run.finish();
  const { steps, message } = run;
  const evaluations = { ...run.evaluations };
  return {
    x: x as Point<P>,
    value,
    steps,
    evaluations,
    reason,
    ...(message !== undefined && { message }),
    save: () => run.save(),
  };
}
