import { checkOptions, type OptionType } from './options.js';
import { checkName, registry } from './registry.js';

/** What a schedule looks like as JSON: its factory's name and its options. */
export interface ScheduleConfig {
  readonly schedule: string;
  readonly options: unknown;
  /** What an observer has seen so far. */
  readonly state?: Readonly<Record<string, number | undefined>>;
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

export type OptionTypes = Readonly<Record<string, OptionType<never, unknown>>>;
type GivenOf<T> = T extends OptionType<infer Given, unknown> ? Given : never;
type OptionalKeys<O extends OptionTypes> = { [K in keyof O]: O[K]['optional'] extends true ? K : never }[keyof O];

/** What a user gives to a schedule's factory. */
export type ScheduleOptions<O extends OptionTypes> = {
  [K in Exclude<keyof O, OptionalKeys<O>>]: GivenOf<O[K]>;
} & { [K in OptionalKeys<O>]?: GivenOf<O[K]> | undefined };

/** What the schedule's formula is given. */
export type Settings<O extends OptionTypes> = { readonly [K in keyof O]: ReturnType<O[K]['read']> };

const factories = registry<(options: never, state?: ScheduleConfig['state']) => Schedule>('schedule');

/**
 * Declares a family of schedules by its name, options and formula, and makes its factory. `value` is given the
 * checked options and t, the number of steps already made: 0 at the first step, as in Keras, optax and torch.
 * `fault` may say what is wrong with options that are right one by one.
 */
export function defineSchedule<const O extends OptionTypes>(
  name: string,
  types: O,
  value: (settings: Settings<O>, t: number) => number,
  fault?: (settings: Settings<O>) => string | undefined,
): (options: ScheduleOptions<O>) => Schedule {
  return defineFactory(name, types, (options) => {
    const settings = readOptions(name, types, options, fault);
    return Object.assign((step: number) => value(settings, step - 1), { toJSON: () => configOf(name, settings) });
  });
}

/** Makes it known by its name. */
export function defineFactory<Factory extends (options: never, state?: ScheduleConfig['state']) => Schedule>(
  name: string,
  types: OptionTypes,
  factory: Factory,
): Factory {
  for (const option of Object.keys(types)) checkName(name, option);
  factories.add(name, factory);
  return factory;
}

/** The checked options, with the defaults filled in. */
export function readOptions<O extends OptionTypes>(
  owner: string,
  types: O,
  options: ScheduleOptions<O>,
  fault: (settings: Settings<O>) => string | undefined = () => undefined,
): Settings<O> {
  checkOptions(owner, options, `${Object.keys(types)[0]}: …`);
  const given = options as Readonly<Record<string, never>>;
  for (const option of Object.keys(given)) {
    if (!Object.hasOwn(types, option)) {
      throw new Error(`${owner} has no option '${option}'; it knows ${Object.keys(types).join(', ')}.`);
    }
  }
  const entries = Object.entries(types).map(([key, type]) => [key, type.read(`${owner}: ${key}`, given[key])]);
  const settings = Object.fromEntries(entries) as Settings<O>;
  const wrong = fault(settings);
  if (wrong) throw new Error(`${owner}: ${wrong}.`);
  return settings;
}

/** A schedule's name and options as JSON. */
export const configOf = (name: string, settings: object): ScheduleConfig => ({
  schedule: name,
  options: asJSON(settings, name),
});

/** Makes a schedule again from what `toJSON` gave. */
export function scheduleFromJSON(config: ScheduleConfig): Schedule {
  return factories.find(config?.schedule)(fromJSON(config.options) as never, config.state);
}

/** The names of all families of schedules that have been defined. */
export const scheduleNames = (): string[] => factories.names();

/** Options may hold schedules, in lists too; what has no value is left out. */
export function asJSON(value: unknown, owner: string): unknown {
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
