import { problemFrom } from '@optimizer-zoo/testbed';
import { breathe } from '../run/breathe.js';
import { type Basins, basinsOf } from './basins.js';
import { type Canvas, flowPicture } from './flow-picture.js';
import { minimaIn } from './minima.js';
import { type Frame, landscapeKey } from './race.js';
import type { TrackConfig } from './run-config-of.js';
import { type Grid, swarm } from './swarm.js';

/** A swarm to be run: an optimizer from each start of a grid. */
export interface SwarmAsked {
  readonly config: TrackConfig;
  readonly grid: Grid;
  /** Where it is drawn while it runs; undefined where it is not. */
  readonly canvas?: Canvas;
}

/** What is told while a swarm runs: after which step, and a picture if there is one. */
export type OnSwarmStep = (step: number, pixels?: Uint8ClampedArray<ArrayBuffer>) => unknown;

/** Milliseconds that a step with a picture takes at least, and between two pictures. */
const pace = 30;

/** Runs a swarm, tells of its steps, and says where it ends; undefined where it is not wanted any more. */
export async function runSwarm(
  { config, grid, canvas }: SwarmAsked,
  onStep: OnSwarmStep,
  isWanted: () => boolean,
): Promise<Basins | undefined> {
  const picture = canvas && flowPicture(canvas);
  const run = swarm(config, grid);
  let told = performance.now();
  for (let step = 1; ; step++) {
    const { done, value } = run.next();
    if (done) return basinsOf(value, minimaOf(config.problem, grid.frame), grid.frame);
    const waited = performance.now() - told;
    if (picture && waited < pace) await new Promise((go) => setTimeout(go, pace - waited));
    else if (waited < pace) continue;
    else await breathe();
    if (!isWanted()) return undefined;
    await onStep(step, picture?.(value));
    told = performance.now();
  }
}

let known: { readonly key: string; readonly minima: ReturnType<typeof minimaIn> } | undefined;

/** Those of the last landscape are kept. */
function minimaOf(problem: TrackConfig['problem'], frame: Frame) {
  const key = `${landscapeKey(problem)} ${frame.join()}`;
  if (known?.key !== key) known = { key, minima: minimaIn(problemFrom(problem), frame) };
  return known.minima;
}
