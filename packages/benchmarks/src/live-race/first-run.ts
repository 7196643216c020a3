import { type Contours, contoursOf } from './contours.js';
import { type Landscape, landscapeOf } from './landscape.js';
import { widened } from './plane.js';
import { firstRace, type Race } from './race.js';
import { type Ran, runRace } from './run-race.js';
import type { Numbers } from './track.js';

/** All that the page opens with, so that nothing is computed before it is seen. */
export interface FirstRun {
  readonly race: Race;
  readonly landscape: Landscape;
  readonly contours: Contours;
  readonly ran: readonly Ran[];
  /** Of the code whose paths these are. */
  readonly version: string;
}

/** How much more than the frame is drawn, across and up: what a wide screen and a tall one show. */
const margin = [2.4, 1.5] as const;

/** The first race, run; with as many digits as a picture has. */
export async function firstRun(version: string): Promise<FirstRun> {
  const landscape = landscapeOf(firstRace.problem, firstRace.seed);
  const contours = contoursOf(firstRace.problem, {
    frame: widened(landscape.frame, margin),
    size: [88, 55],
    levels: 14,
    heightsOf: landscape.frame,
  });
  const ran: Ran[] = [];
  await runRace(firstRace, (index, one) => {
    ran[index] = { ...one, trials: [], track: shortened(one) };
  });
  return { race: firstRace, landscape, contours, ran, version };
}

const shortened = ({ track: { points, values, stepSizes, gradients, outcome } }: Ran): Ran['track'] => ({
  points: short(points, 4),
  values: short(values, 3),
  stepSizes: short(stepSizes, 4),
  gradients: [...gradients],
  outcome: { ...outcome, curve: [], spent: undefined, trajectory: undefined },
});

const short = (numbers: Numbers, digits: number) => Array.from(numbers, (value) => Number(value.toPrecision(digits)));
