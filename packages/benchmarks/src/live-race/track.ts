import { type Problem, problemFrom } from '@optimizer-zoo/testbed';
import { plainArrays } from '../backends/backend-names.js';
import { createFloat64 } from '../candidates/float64-term.js';
import { drive, type Outcome } from '../run/drive.js';
import { Float64Machine } from '../run/float64-machine.js';
import { gradientCost, type Machine } from '../run/machine.js';
import { misfitWith } from '../run/misfit.js';
import { needsOf } from '../run/needs.js';
import type { TrackConfig } from './run-config-of.js';
import { stepSizes } from './step-sizes.js';

/** Typed where it was computed, plain where it was read from JSON. */
export type Numbers = readonly number[] | Float64Array;

/** What an optimizer did, at the start and after each step. */
export interface Track {
  /** x and y in turn. */
  readonly points: Numbers;
  readonly values: Numbers;
  /** The step size that each step was made with, NaN where it is none that is known beforehand. */
  readonly stepSizes: Numbers;
  /** Gradient evaluations until then; of what takes none, evaluations of the function. */
  readonly gradients: Numbers;
  /** What the command line stores of the same run. */
  readonly outcome: Outcome;
}

/** Runs as the command line does, and looks on. `isWanted` ends it early. */
export async function runTrack(config: TrackConfig, isWanted: () => boolean = () => true): Promise<Track> {
  const { optimizer, seed, steps } = config;
  const problem = problemFrom(config.problem);
  const unfit = misfitWith(optimizer, problem, plainArrays);
  if (unfit) return without(unfit);
  const machine = new Float64Machine(createFloat64(optimizer)!, needsOf(optimizer), problem, seed);
  const run = await follow(machine, problem, steps, isWanted);
  return { ...run, stepSizes: stepSizes(optimizer, run.values.length) };
}

/** Makes the steps of a machine, and looks on. */
export async function follow(
  machine: Machine,
  { minimum }: Problem,
  steps: number,
  isWanted: () => boolean = () => true,
): Promise<Omit<Track, 'stepSizes'>> {
  const { watched, seen } = watch(machine, isWanted);
  const outcome = await drive(watched, { steps }, { isPlane: true, minimum: minimum?.value });
  return { ...seen(), outcome };
}

function watch(machine: Machine, isWanted: () => boolean) {
  const [points, values, gradients]: number[][] = [[], [], []];
  const look = () => {
    const [x, y] = machine.point() as ArrayLike<number> & [number, number];
    points.push(x, y);
    values.push(machine.objective() as number);
    gradients.push(gradientCost(machine.cost()));
  };
  look();
  const watched: Machine = {
    step(number) {
      if (!isWanted()) return { hasDiverged: false, reason: 'another race was asked for' };
      const ended = machine.step(number);
      if (!ended) look();
      return ended;
    },
    cost: () => machine.cost(),
    objective: () => machine.objective(),
    point: () => machine.point(),
    dispose: () => machine.dispose(),
  };
  const seen = () => ({
    points: Float64Array.from(points),
    values: Float64Array.from(values),
    gradients: Float64Array.from(gradients),
  });
  return { watched, seen };
}

const none = new Float64Array();

const without = (reason: string): Track => ({
  points: none,
  values: none,
  stepSizes: none,
  gradients: none,
  outcome: {
    status: 'not applicable',
    reason,
    curve: [],
    timing: { firstStep: 0, otherSteps: 0, steps: 0 },
  },
});
