import {
  type GivenOptions,
  type OptionTypes,
  readOptions,
  type ScheduleConfig,
  type Settings,
} from './options/index.js';
import { asJSON, configOf, defineFactory } from './schedule.js';

/**
 * A value that follows from what it is shown, such as losses: no function of the step. Called without arguments it
 * gives its present value, so that it fits wherever a schedule does: `sgd({ learningRate: rate })` reads `rate()` at
 * each step, whenever `rate.observe(…)` was called last. An optimizer that holds it saves and loads it with its state.
 */
export interface Observer<Observation> {
  (): number;
  /** The names of what `observe` wants. */
  readonly observes: readonly (keyof Observation & string)[];
  /** Takes in one observation and gives the new value. Throws on what is missing or not allowed; nothing changes then. */
  observe(observation: Observation): number;
  /** What it has seen so far, as JSON. */
  saveState(): NonNullable<ScheduleConfig['state']>;
  /** Goes on from what `saveState` gave. Throws on what cannot be such a state; nothing changes then. */
  loadState(state: NonNullable<ScheduleConfig['state']>): void;
  toJSON(): ScheduleConfig;
}

/** What makes an observer: options, observations and state are all checked by their types. */
export interface ObserverDefinition<O extends OptionTypes, Seen extends OptionTypes, S extends OptionTypes> {
  readonly options: O;
  readonly observes: Seen;
  readonly state: S;
  start(settings: Settings<O>): Settings<S>;
  /** The state after one more observation. */
  observe(state: Settings<S>, seen: Settings<Seen>, settings: Settings<O>): Settings<S>;
  value(state: Settings<S>, settings: Settings<O>): number;
}

/** Declares a family of observers and makes its factory, as `defineSchedule` does for schedules. */
export function defineObserver<
  const O extends OptionTypes,
  const Seen extends OptionTypes,
  const S extends OptionTypes,
>(
  name: string,
  { options: types, observes, state: stateTypes, start, observe, value }: ObserverDefinition<O, Seen, S>,
): (options: GivenOptions<O>) => Observer<GivenOptions<Seen>> {
  return defineFactory(name, types, (options: GivenOptions<O>, saved?: ScheduleConfig['state']) => {
    const settings = readOptions(name, types, options);
    const readState = (given: object) =>
      readOptions(`${name}'s saved state`, stateTypes, given as GivenOptions<typeof stateTypes>);
    let state = saved === undefined ? start(settings) : readState(saved);
    const saveState = () => asJSON(state, name) as NonNullable<ScheduleConfig['state']>;
    return Object.assign(() => value(state, settings), {
      observes: Object.keys(observes) as (keyof GivenOptions<Seen> & string)[],
      observe(observation: GivenOptions<Seen>) {
        state = observe(state, readOptions(name, observes, observation), settings);
        return value(state, settings);
      },
      saveState,
      loadState(given: object) {
        state = readState(given);
      },
      toJSON: () => ({ ...configOf(name, settings), state: saveState() }),
    });
  });
}
