import { computed, type Ref, ref, shallowRef } from 'vue';
import type { Contours } from '../contours.js';
import type { FirstRun } from '../first-run.js';
import type { Landscape } from '../landscape.js';
import type { Race, View } from '../race.js';
import type { Ran } from '../run-race.js';
import { type Measures, measuresOf } from '../standings.js';
import { type Runner, runnersOf, tracksOf } from './runner.js';

/** All that the page shows, and nothing that follows from it. */
export interface RaceState {
  readonly race: Ref<Race>;
  readonly landscape: Ref<Landscape>;
  readonly contours: Ref<Contours>;
  /** What came of each optimizer, in the order of the race. */
  readonly ran: Ref<readonly (Ran | undefined)[]>;
  /** Who races beside them without being in the address: a rule that was written in the page. */
  readonly guests: Ref<readonly Ran[]>;
  readonly version: string;
  /** The step that is shown, with a fraction while it plays. */
  readonly position: Ref<number>;
  readonly isPlaying: Ref<boolean>;
  readonly speed: Ref<number>;
  /** What is being computed, in words; how many things are. */
  readonly work: Ref<string>;
  readonly busy: Ref<number>;
  /** Which optimizer is looked at closely. */
  readonly chosen: Ref<number | undefined>;
  /** What could not be done, in a sentence. */
  readonly fault: Ref<string>;
  /** What follows. */
  readonly runners: Ref<readonly Runner[]>;
  readonly measures: Ref<Measures>;
}

export function raceState(first: FirstRun): RaceState {
  const [race, landscape, contours] = [shallowRef(first.race), shallowRef(first.landscape), shallowRef(first.contours)];
  const ran = shallowRef<readonly (Ran | undefined)[]>(first.ran);
  const guests = shallowRef<readonly Ran[]>([]);
  const runners = computed(() => {
    const invited = guests.value.map(({ setting }) => setting);
    const { optimizers } = race.value;
    return runnersOf([...optimizers, ...invited], [...optimizers.map((_, at) => ran.value[at]), ...guests.value]);
  });
  return {
    race,
    landscape,
    contours,
    ran,
    guests,
    version: first.version,
    position: ref(first.race.steps),
    isPlaying: ref(false),
    speed: ref(4),
    work: ref(''),
    busy: ref(1), // until the worker is there
    chosen: ref<number>(),
    fault: ref(''),
    runners,
    measures: computed(() => measuresOf(landscape.value, tracksOf(runners.value), race.value)),
  };
}

/** The frame that is shown: what was asked for, else the landscape's own. */
export const frameOf = ({ race, landscape }: RaceState) => race.value.view.frame ?? landscape.value.frame;

/** The optimizers of the race, without guests, of whom terms know nothing. */
export const racers = ({ runners, race }: RaceState): readonly Runner[] =>
  runners.value.slice(0, race.value.optimizers.length);

export function setView({ race }: RaceState, changes: Partial<View>): void {
  race.value = { ...race.value, view: { ...race.value.view, ...changes } };
}
