// All that is computed for the race, off the thread that draws.
import { expose, transfer } from 'comlink';
import type { Term } from '../candidates/term.js';
import { catalogue, dimensionsOf, readTerms } from './catalogue.js';
import { contoursOf } from './contours.js';
import { landscapeOf } from './landscape.js';
import type { Race } from './race.js';
import { raceOfLines } from './race-of-lines.js';
import type { TrackConfig } from './run-config-of.js';
import { type Ran, runRace } from './run-race.js';
import type { OnSwarmStep, SwarmAsked } from './run-swarm.js';
import { runStrips, type StepStrip } from './step-strip.js';

let latest = 0;
let latestStrips = 0;

const worker = {
  catalogue,
  dimensionsOf,
  landscapeOf,
  readTerms,
  contoursOf,
  async insideStep(config: TrackConfig) {
    return (await import('./inside-step.js')).insideStep(config);
  },
  async equationOf(optimizer: Term) {
    return (await import('./marked-equation.js')).equationOf(optimizer);
  },
  /** Runs many starts at once, to the end or until it is stopped. */
  async swarm(asked: SwarmAsked, onStep: OnSwarmStep) {
    latest++;
    const own = latest;
    const { runSwarm } = await import('./run-swarm.js');
    return runSwarm(
      asked,
      (step, pixels) => onStep(step, pixels && transfer(pixels, [pixels.buffer])),
      () => own === latest,
    );
  },
  /** Reads a results file. */
  raceOfLines,
  /** Ends with many step sizes; what is asked later ends it. */
  async strips(
    race: Race,
    settings: readonly Term[],
    onStrip: (index: number, strip: StepStrip) => void,
  ): Promise<void> {
    latestStrips++;
    const own = latestStrips;
    await runStrips(race, settings, onStrip, () => own === latestStrips);
  },
  /** Ends what is run. */
  stop() {
    latest++;
  },
  /** Runs a race, to its end or until it is stopped: whether it came to its end. */
  async run(
    race: Race,
    settings: readonly Term[] | undefined,
    onRan: (index: number, ran: Ran) => void,
  ): Promise<boolean> {
    latest++;
    const own = latest;
    const isWanted = () => own === latest;
    await runRace(race, (index, ran) => onRan(index, transfer(ran, buffersOf(ran))), { settings, isWanted });
    return isWanted();
  },
};

export type RaceWorker = typeof worker;

const buffersOf = ({ track: { points, values, stepSizes, gradients } }: Ran): ArrayBuffer[] =>
  [points, values, stepSizes, gradients].flatMap((one) =>
    ArrayBuffer.isView(one) && one.length > 0 ? [one.buffer as ArrayBuffer] : [],
  );

expose(worker);
