import { type GivenOptions, type OptionTypes, type ReadOptions, readOptions } from './options.js';
import { checkName, registry } from './registry.js';

/** What a schedule looks like as JSON: its factory's name and its options. */
export interface ScheduleConfig {
  readonly schedule: string;
  readonly options: unknown;
}

/**
 * A hyperparameter's value at each step. The first step is 1.
 *
 * Any function will do; the ones made by `defineSchedule` also know their own name and options (`toJSON`), so an
 * optimizer that uses them can be saved and restored.
 */
export interface Schedule {
  (step: number): number;
  toJSON?(): ScheduleConfig | number;
}

const factories = registry<(options: never) => Schedule>('schedule');

/**
 * Declares a family of schedules by its name, options and formula, and makes its factory. `value` is given the
 * checked options and t, the number of steps already made: 0 at the first step, as in Keras, optax and torch.
 * `fault` may say what is wrong with options that are right one by one.
 */
export function defineSchedule<const O extends OptionTypes>(
  name: string,
  types: O,
  value: (settings: ReadOptions<O>, t: number) => number,
  fault: (settings: ReadOptions<O>) => string | undefined = () => undefined,
): (options: GivenOptions<O>) => Schedule {
  const factory = (options: GivenOptions<O>): Schedule => {
    const settings = readOptions(name, types, options);
    const wrong = fault(settings);
    if (wrong) throw new Error(`${name}: ${wrong}.`);
    return Object.assign((step: number) => value(settings, step - 1), {
      toJSON: () => ({ schedule: name, options: asJSON(settings, name) }),
    });
  };
  for (const option of Object.keys(types)) checkName(name, option);
  factories.add(name, factory);
  return factory;
}

/** Makes a schedule again from what `toJSON` gave. */
export function scheduleFromJSON(config: ScheduleConfig): Schedule {
  return factories.find(config?.schedule)(fromJSON(config.options) as never);
}

/** The names of all families of schedules that have been defined. */
export const scheduleNames = (): string[] => factories.names();

/** Options may hold schedules, in lists too. */
function asJSON(value: unknown, owner: string): unknown {
  if (Array.isArray(value)) return value.map((item) => asJSON(item, owner));
  if (typeof value === 'function') {
    if (!('toJSON' in value)) {
      throw new Error(`${owner} holds a plain function, which cannot be saved; make it with defineSchedule.`);
    }
    return (value as Required<Schedule>).toJSON();
  }
  if (typeof value !== 'object' || value === null) return value;
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(given.map(([key, item]) => [key, asJSON(item, owner)]));
}

function fromJSON(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJSON);
  if (typeof value !== 'object' || value === null) return value;
  if ('schedule' in value && 'options' in value) return scheduleFromJSON(value as ScheduleConfig);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJSON(item)]));
}
