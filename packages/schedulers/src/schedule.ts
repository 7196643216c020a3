import {
  checkName,
  type GivenOptions,
  type OptionTypes,
  readOptions,
  registry,
  type Schedule,
  type ScheduleConfig,
  type Settings,
} from './options/index.js';

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
): (options: GivenOptions<O>) => Schedule {
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
