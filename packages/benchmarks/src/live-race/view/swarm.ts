import { proxy } from 'comlink';
import { type Ref, ref, shallowRef, watch } from 'vue';
import { formatTerm, type Term } from '../../candidates/term.js';
import type { Basins } from '../basins.js';
import type { Canvas, Rgb } from '../flow-picture.js';
import type { Plane } from '../plane.js';
import { landscapeKey } from '../race.js';
import type { Grid } from '../swarm.js';
import { startWorker } from './start-worker.js';
import { type RaceState, racers } from './state.js';

/** How many starts there may be. */
export const counts = [10_000, 40_000, 100_000, 1_000_000] as const;

/** Where starts of a grid end, drawn over the landscape. */
export interface BasinMap {
  readonly basins: Basins;
  readonly grid: Grid;
}

/** A picture of a flow over the landscape. */
export interface Flow extends Pick<Canvas, 'frame' | 'width' | 'height'> {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Many starts at once, with what is shown of them. */
export interface Swarm {
  readonly isOpen: Ref<boolean>;
  /** Which optimizer. */
  readonly index: Ref<number>;
  readonly count: Ref<number>;
  readonly isRunning: Ref<boolean>;
  /** What is run, and after which step. */
  readonly progress: Ref<{ readonly name: string; readonly step: number } | undefined>;
  readonly fault: Ref<string>;
  readonly shown: Ref<Flow | BasinMap | undefined>;
  /** The map of each optimizer by its place in the race, or why there is none. */
  readonly maps: Ref<readonly (BasinMap | string | undefined)[]>;
  readonly plane: Ref<Plane | undefined>;
  /** Lets the starts go, in the colour that is given, from all that is seen. */
  run(color: Rgb): Promise<void>;
  /** Makes the maps of all. */
  mapAll(): Promise<void>;
  stop(): void;
}

/** Points a side of the maps of all. */
const mapSide = 96;
/** Pixels across a picture at most. */
const widest = 720;

export function swarmOf(state: RaceState): Swarm {
  const [isOpen, isRunning] = [ref(false), ref(false)];
  const [index, count] = [ref(0), ref<number>(counts[1])];
  const fault = ref('');
  const progress = shallowRef<{ name: string; step: number }>();
  const shown = shallowRef<Flow | BasinMap>();
  const maps = shallowRef<readonly (BasinMap | string | undefined)[]>([]);
  const plane = shallowRef<Plane>();
  let started: ReturnType<typeof startWorker> | undefined;
  const settings = (): Term[] => racers(state).map(({ ran, asked }) => ran?.setting ?? asked);

  const one = async (at: number, grid: Grid, canvas?: Canvas): Promise<BasinMap | undefined> => {
    started ??= startWorker();
    const { problem, seed, steps } = state.race.value;
    const { name } = racers(state)[at]!;
    const config = { optimizer: settings()[at]!, problem, seed, steps };
    const onStep = (step: number, pixels?: Uint8ClampedArray<ArrayBuffer>) => {
      if (!isRunning.value) return;
      progress.value = { name, step };
      if (pixels && canvas) shown.value = { ...canvas, pixels };
    };
    const basins = await started.remote.swarm({ config, grid, ...(canvas && { canvas }) }, proxy(onStep));
    return basins && { basins, grid };
  };

  const busy = async (act: () => Promise<void>) => {
    stop();
    [isRunning.value, fault.value] = [true, ''];
    try {
      await act();
    } catch (error) {
      fault.value = (error as Error).message;
    }
    [isRunning.value, progress.value] = [false, undefined];
  };

  const run = (color: Rgb) =>
    busy(async () => {
      const { width, height, seen } = plane.value!;
      const share = Math.min(1, widest / width);
      const size = { width: Math.round(width * share), height: Math.round(height * share) };
      const columns = Math.max(1, Math.round(Math.sqrt((count.value * width) / height)));
      const grid = { frame: seen, columns, rows: Math.max(1, Math.round(count.value / columns)) };
      const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      shown.value = undefined;
      const map = await one(index.value, grid, isStill ? undefined : { ...size, frame: seen, color });
      if (map) shown.value = map;
    });

  const mapAll = () =>
    busy(async () => {
      const { frame } = state.landscape.value;
      maps.value = racers(state).map(() => undefined);
      for (const at of racers(state).keys()) {
        const map = await one(at, { frame, columns: mapSide, rows: mapSide }).catch((error: Error) => error.message);
        if (!isRunning.value) return;
        maps.value = maps.value.with(at, map);
      }
    });

  function stop() {
    isRunning.value = false;
    void started?.remote.stop();
  }

  const raced = () =>
    [landscapeKey(state.race.value.problem), state.race.value.steps, ...settings().map(formatTerm)].join();
  watch(raced, () => {
    stop();
    [shown.value, maps.value] = [undefined, []];
  });
  watch(isOpen, (open) => {
    if (open) return;
    stop();
    shown.value = undefined;
    started?.worker.terminate();
    started = undefined;
  });
  return { isOpen, index, count, isRunning, progress, fault, shown, maps, plane, run, mapAll, stop };
}
