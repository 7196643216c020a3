import type { Remote } from 'comlink';
import { type Ref, ref, shallowRef, watch } from 'vue';
import type { InsideStep } from '../inside-step.js';
import type { MarkedEquation } from '../marked-equation.js';
import type { RaceWorker } from '../worker.js';
import { latestOnly } from './latest-only.js';
import { type RaceState, racers } from './state.js';

/** A step of the chosen optimizer, looked at from inside while the race is held. */
export interface Inside {
  readonly isOpen: Ref<boolean>;
  /** Whose step. */
  readonly index: Ref<number>;
  readonly step: Ref<InsideStep | undefined>;
  /** Undefined of what has none. */
  readonly equation: Ref<MarkedEquation | undefined>;
  readonly fault: Ref<string>;
}

/** Asks for the step that is shown, whenever it is another. */
export function insideOf(state: RaceState, worker: Promise<Remote<RaceWorker>>): Inside {
  const [isOpen, index] = [ref(false), ref(0)];
  const [step, equation] = [shallowRef<InsideStep>(), shallowRef<MarkedEquation>()];
  const fault = ref('');

  const asked = () => {
    const { isPlaying, race, position } = state;
    const ran = racers(state)[index.value]?.ran;
    if (!isOpen.value || isPlaying.value || !ran || ran.track.values.length < 2) return undefined;
    const { problem, seed } = race.value;
    const number = Math.min(Math.floor(position.value) + 1, ran.track.values.length - 1);
    return { optimizer: ran.setting, problem, seed, steps: number };
  };

  const look = latestOnly(async (config: ReturnType<typeof asked>) => {
    if (!config) {
      step.value = undefined;
      return;
    }
    try {
      const remote = await worker;
      const found = await remote.insideStep(config);
      equation.value = await remote.equationOf(config.optimizer);
      step.value = found;
      fault.value = '';
    } catch (error) {
      step.value = undefined;
      fault.value = (error as Error).message;
    }
  });
  watch(asked, (config, before) => {
    if (JSON.stringify(config) !== JSON.stringify(before)) void look(config);
  });
  return { isOpen, index, step, equation, fault };
}

/** Looks into the step that an optimizer is about to make. */
export function lookInside({ isPlaying }: RaceState, { isOpen, index }: Inside, at: number): void {
  isPlaying.value = false;
  index.value = at;
  isOpen.value = true;
}
