import { iterate } from '@optimizer-zoo/optimizers/float64';
import { type Problem, problemFrom } from '@optimizer-zoo/testbed';
import { createFloat64 } from '../candidates/float64-term.js';
import { divergence } from '../study/divergence.js';
import { couplingIn } from './coordinatewise.js';
import type { Frame } from './race.js';
import type { TrackConfig } from './run-config-of.js';

/** Starts in rows, the first at the top, each in the middle of a cell of the frame. */
export interface Grid {
  readonly frame: Frame;
  readonly columns: number;
  readonly rows: number;
}

/** Where a swarm is after a step, as x and y in turn, and who of it has diverged. */
export interface Herd {
  readonly points: Float64Array;
  readonly isLost: Uint8Array;
}

export function startsOf({ frame: [left, right, bottom, top], columns, rows }: Grid): Float64Array {
  const starts = new Float64Array(2 * columns * rows);
  for (let row = 0, at = 0; row < rows; row++) {
    const y = top + ((bottom - top) * (row + 0.5)) / rows;
    for (let column = 0; column < columns; column++) {
      starts[at++] = left + ((right - left) * (column + 0.5)) / columns;
      starts[at++] = y;
    }
  }
  return starts;
}

/**
 * Runs an optimizer from all starts of a grid as one run over one vector, whose function is the sum over the starts: where
 * each coordinate is treated by itself, that is a run from each. Gives where all are after each step, and returns where they are
 * to be evaluated. Who has diverged, as the command line sees it, has no gradient from then on.
 *
 * @throws Error in one sentence, where coordinates are not treated each by itself.
 */
export function* swarm(config: TrackConfig, grid: Grid): Generator<Herd, Herd, void> {
  const optimizer = createFloat64(config.optimizer);
  if (!optimizer) throw new Error(`${config.optimizer.name} has no form in float64.`);
  const coupling = couplingIn(optimizer);
  if (coupling) throw new Error(coupling);
  const starts = startsOf(grid);
  const { objective, look, isLost } = sumOver(problemFrom(config.problem), starts.length / 2);
  const run = iterate(objective, starts, { optimizer, seed: config.seed, maxSteps: config.steps });
  for (;;) {
    const { done, value } = run.next();
    const points = value.x as Float64Array;
    if (done) look(points);
    if (done) return { points, isLost };
    yield { points, isLost };
  }
}

/** A function of many points: its gradient, and who of them has diverged when they are looked at. */
function sumOver({ float64, minimum }: Problem, count: number) {
  const isLost = new Uint8Array(count);
  const first = new Float64Array(count).fill(Number.NaN);
  const [point, slope] = [new Float64Array(2), new Float64Array(2)];
  /** Leaves the gradient at a point in `slope`. */
  const lookAt = (index: number, x: ArrayLike<number>) => {
    if (isLost[index] === 0) {
      point[0] = x[2 * index]!;
      point[1] = x[2 * index + 1]!;
      const { value } = float64!.valueAndGradient(point, slope);
      if (Number.isNaN(first[index])) first[index] = value;
      const isWell = divergence(value, first[index]!, minimum?.value) === undefined && slope.every(Number.isFinite);
      if (!isWell) isLost[index] = 1;
    }
    if (isLost[index] === 1) slope.fill(0);
  };
  const look = (x: ArrayLike<number>) => {
    for (let index = 0; index < count; index++) lookAt(index, x);
  };
  const gradient = (x: ArrayLike<number>, into: Float64Array) => {
    for (let index = 0; index < count; index++) {
      lookAt(index, x);
      into[2 * index] = slope[0]!;
      into[2 * index + 1] = slope[1]!;
    }
    return into;
  };
  return { objective: { gradient }, look, isLost };
}
