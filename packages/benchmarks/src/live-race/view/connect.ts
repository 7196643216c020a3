import { proxy, type Remote } from 'comlink';
import { watch } from 'vue';
import { formatTerm, type Term } from '../../candidates/term.js';
import { isWithin, type Plane, widened } from '../plane.js';
import { type Frame, landscapeKey, type Race, startedAt } from '../race.js';
import { readRace, writeRace } from '../race-address.js';
import type { Ran } from '../run-race.js';
import type { RaceWorker } from '../worker.js';
import type { RaceActions } from './actions.js';
import { latestOnly } from './latest-only.js';
import { startWorker } from './start-worker.js';
import { frameOf, type RaceState, setView } from './state.js';

/** Starts the worker, reads the address, and does what the page is asked for. */
export function connect(state: RaceState): { actions: RaceActions; remote: Remote<RaceWorker>; end: () => void } {
  const { worker, remote } = startWorker();
  const { race, landscape, contours, ran, fault, work, busy, position, isPlaying } = state;

  const told = async (what: string, act: () => Promise<void>) => {
    work.value = what;
    busy.value++;
    try {
      await act();
    } catch (error) {
      fault.value = (error as Error).message;
    } finally {
      work.value = '';
      busy.value--;
    }
  };

  /** While the start is dragged, with the settings as they are. */
  const follow = async (asked: Race, settings: readonly Term[]) => {
    const found: Ran[] = [];
    const isDone = await remote.run(
      asked,
      settings,
      proxy((index, one) => {
        found[index] = { ...one, trials: ran.value[index]?.trials ?? [] };
      }),
    );
    if (isDone) ran.value = found;
  };

  const runAnew = async (asked: Race) => {
    landscape.value = await remote.landscapeOf(asked.problem, asked.seed);
    await remote.run(
      asked,
      undefined,
      proxy((index, one) => {
        if (asked === race.value) ran.value = ran.value.with(index, one);
      }),
    );
  };

  const run = latestOnly(async (asked: Race, isDragging: boolean) => {
    const settings = isDragging ? settingsOf(ran.value) : undefined;
    await told(settings ? '' : workOf(asked), () => (settings ? follow(asked, settings) : runAnew(asked)));
  });

  const cover = latestOnly(async (plane: Plane) => {
    const { problem } = race.value;
    if (fault.value) return;
    const isFine = contours.value.key === landscapeKey(problem) && isSharp(plane, contours.value.frame);
    if (isFine && isWithin(plane.seen, contours.value.frame)) return;
    const wide = widened(plane.seen, [1.3, 1.3]);
    const wanted = { frame: wide, size: gridOf(plane), heightsOf: levelsFrame(plane.frame, landscape.value.frame) };
    await told(work.value, async () => {
      contours.value = await remote.contoursOf(problem, wanted);
    });
  });

  const unwatch = watch(race, writeAddress);

  let plane: Plane | undefined;
  const ask = async (changes: Partial<Race>, isDragging = false) => {
    const before = race.value;
    race.value = { ...before, ...changes };
    if (changes.optimizers) ran.value = kept(before.optimizers, ran.value, changes.optimizers);
    fault.value = '';
    void remote.stop();
    await run(race.value, isDragging);
    if (plane) await cover(plane);
  };

  const actions: RaceActions = {
    ask,
    catalogue: () => remote.catalogue(),
    readTerms: (text) => remote.readTerms(text),
    dimensionsOf: (term) => remote.dimensionsOf(term),
    raceOfLines: (text) => remote.raceOfLines(text, race.value),
    async strips(onStrip) {
      const settings = settingsOf(ran.value);
      if (settings) await told('Trying step sizes…', () => remote.strips(race.value, settings, proxy(onStrip)));
    },
    async moveStart(at, isDragging = false) {
      const { problem, view } = race.value;
      const kept = 'expression' in problem && !view.frame ? { view: { ...view, frame: frameOf(state) } } : {};
      landscape.value = { ...landscape.value, start: at };
      await ask({ problem: startedAt(problem, at), ...kept }, isDragging);
    },
    async look(frame) {
      setView(state, { frame });
    },
    async show(now) {
      plane = now;
      await cover(now);
    },
  };

  const { race: asked, faults } = readRace(window.location.hash);
  const isStill = !isPlaying.value;
  ran.value = kept(race.value.optimizers, ran.value, asked.optimizers);
  race.value = asked;
  void run(asked, false).then(() => plane && cover(plane));
  if (isStill) position.value = asked.steps;
  fault.value = faults.join(' ');
  busy.value--;
  const end = () => {
    unwatch();
    worker.terminate();
  };
  return { actions, remote, end };
}

/** Heights are those of the landscape, until it is looked at from so near that they tell little. */
const levelsFrame = (frame: Frame, own: Frame): Frame => (frame[1] - frame[0] < (own[1] - own[0]) / 3 ? frame : own);

/** What is known of optimizers that stay. */
function kept(before: readonly Term[], ran: readonly (Ran | undefined)[], optimizers: readonly Term[]) {
  const places = new Map(before.map((term, index) => [formatTerm(term), index]));
  return optimizers.map((term) => {
    const place = places.get(formatTerm(term));
    return place === undefined ? undefined : ran[place];
  });
}

const settingsOf = (ran: readonly (Ran | undefined)[]): readonly Term[] | undefined =>
  ran.every((one) => one !== undefined) ? ran.map(({ setting }) => setting) : undefined;

const workOf = ({ fairness }: Race) => (fairness === 'tuned' ? 'Trying settings…' : 'Running…');

/** Whether contours were made for a plane about as large. */
const isSharp = ({ seen }: Plane, of: readonly number[]) => (of[1]! - of[0]!) / (seen[1] - seen[0]) < 2.5;

/** Points of the grid: one for some five pixels. */
const gridOf = ({ width, height }: Plane): [number, number] => {
  const per = Math.max(4, Math.sqrt((width * height * 1.69) / 30_000));
  return [Math.round((1.3 * width) / per), Math.round((1.3 * height) / per)];
};

let timer = 0;

/** The address follows, a moment later. */
function writeAddress(race: Race): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    const words = writeRace(race);
    window.history.replaceState(
      window.history.state,
      '',
      words ? `#${words}` : window.location.pathname + window.location.search,
    );
  }, 250);
}
