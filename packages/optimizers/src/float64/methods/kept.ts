import { type Numbers, type StepperState, saved, savedAll } from '../optimizer.js';

/** What a method keeps between steps: arrays as long as x, and numbers, by name. */
export interface Kept {
  readonly slots: Readonly<Record<string, Float64Array>>;
  readonly scalars: Readonly<Record<string, number>>;
}

const mapped = <A, B>(all: Readonly<Record<string, A>>, change: (one: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]));

/** As JSON. */
export function saveKept(steps: number, x: Float64Array, { slots, scalars }: Kept): StepperState {
  return { steps, x: savedAll(x), slots: mapped(slots, savedAll), scalars: mapped(scalars, saved) };
}

/** The other way round, with x filled in. Throws if it is of another number of parameters. */
export function loadKept(owner: string, { x: saved, slots, scalars }: StepperState, x: Float64Array): Kept {
  for (const numbers of [saved, ...Object.values(slots)]) {
    if (numbers.length === x.length) continue;
    throw new Error(`${owner}: the state is of ${numbers.length} parameters, but there are ${x.length}.`);
  }
  x.set(saved.map(Number));
  return {
    slots: mapped(slots, (numbers: Numbers) => Float64Array.from(numbers, Number)),
    scalars: mapped(scalars, Number),
  };
}
