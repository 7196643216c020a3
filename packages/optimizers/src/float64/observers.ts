import type { OptionValue } from '../rule/hyperparameters.js';
import type { StepperState } from './optimizer.js';

type State = Readonly<Record<string, number | undefined>>;
type Options = Readonly<Record<string, OptionValue>>;

/** A schedule that follows what it is shown. */
interface Observing {
  saveState(): State;
  loadState(state: State): void;
}

const isObserving = (option: unknown): option is Observing =>
  typeof option === 'function' && 'saveState' in option && 'loadState' in option;

/** What the schedules among some options have seen. */
export function saveObservers(options: Options): Pick<StepperState, 'observers'> {
  const states = Object.entries(options).flatMap(([name, option]) =>
    isObserving(option) ? [[name, option.saveState()] as const] : [],
  );
  return states.length > 0 ? { observers: Object.fromEntries(states) } : {};
}

export function loadObservers(options: Options, states: StepperState['observers'] = {}): void {
  for (const [name, option] of Object.entries(options)) {
    if (name in states && isObserving(option)) option.loadState(states[name]);
  }
}
