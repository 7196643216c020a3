import type { Schedule } from './schedule.js';

/** How one option is checked: from what a user may give to what the schedule works with. */
export interface OptionType<Given, Read = Given, Optional extends boolean = boolean> {
  readonly optional: Optional;
  /** Throws a sentence that begins with `name` and says what is allowed. */
  read(name: string, value: Given | undefined): Read;
}

const intervalPattern = /^([[(])\s*(-?(?:inf|[\d.e+-]+))\s*,\s*(-?(?:inf|[\d.e+-]+))\s*([\])])$/;

/** Membership in an interval written as in mathematics: `within('[0, 1)')(1)` is false. NaN is in none. */
export function within(interval: string): (value: number) => boolean {
  const match = intervalPattern.exec(interval);
  if (!match) throw new Error(`'${interval}' is not an interval; write it as '[0, 1)' or '(0, inf)'.`);
  const bound = (text: string) => Number(text.replace('inf', 'Infinity'));
  const [low, high] = [bound(match[2]), bound(match[3])];
  const [lowOpen, highOpen] = [match[1] === '(', match[4] === ')'];
  return (value) => (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
}

/** A finite number in an interval; required unless it has a default. */
export function number(interval: string): OptionType<number, number, false>;
export function number(interval: string, defaultValue: number): OptionType<number, number, true>;
export function number(interval: string, defaultValue?: number): OptionType<number> {
  const contains = within(interval);
  return {
    optional: defaultValue !== undefined,
    read(name, value = defaultValue) {
      if (typeof value === 'number' && Number.isFinite(value) && contains(value)) return value;
      throw new Error(`${name} is ${show(value)}, but must be a number in ${interval}.`);
    },
  };
}

/** A finite whole number in an interval; required unless it has a default. */
export function integer(interval: string): OptionType<number, number, false>;
export function integer(interval: string, defaultValue: number): OptionType<number, number, true>;
export function integer(interval: string, defaultValue?: number): OptionType<number> {
  const { optional, read } = number(interval, defaultValue!);
  return {
    optional,
    read(name, value) {
      const whole = read(name, value);
      if (Number.isInteger(whole)) return whole;
      throw new Error(`${name} is ${value}, but must be a whole number in ${interval}.`);
    },
  };
}

/** One of a few names; the first is the default. */
export function choice<const Names extends string>(...names: Names[]): OptionType<Names, Names, true> {
  return {
    optional: true,
    read(name, value = names[0]) {
      if (names.includes(value)) return value;
      throw new Error(`${name} is ${show(value)}, but must be one of ${names.map(show).join(', ')}.`);
    },
  };
}

/** True or false. */
export function toggle(defaultValue: boolean): OptionType<boolean, boolean, true> {
  return {
    optional: true,
    read(name, value = defaultValue) {
      if (typeof value === 'boolean') return value;
      throw new Error(`${name} is ${show(value)}, but must be true or false.`);
    },
  };
}

/** What may be left out and then has no value at all. */
export function optional<Given, Read>(type: OptionType<Given, Read>): OptionType<Given, Read | undefined, true> {
  return { optional: true, read: (name, value) => (value === undefined ? undefined : type.read(name, value)) };
}

/** A schedule, or a number for a constant one. */
export const schedule: OptionType<number | Schedule, Schedule, false> = {
  optional: false,
  read(name, value) {
    if (typeof value === 'function') return value;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new Error(`${name} is ${show(value)}, but must be a finite number or a schedule.`);
    }
    return Object.assign(() => value, { toJSON: () => value });
  },
};

/** Any number of the same. */
export function list<Given, Read>(item: OptionType<Given, Read>): OptionType<readonly Given[], readonly Read[], false> {
  return {
    optional: false,
    read(name, value) {
      if (!Array.isArray(value)) throw new Error(`${name} is ${show(value)}, but must be a list.`);
      return value.map((entry, index) => item.read(`${name}[${index}]`, entry));
    },
  };
}

/** Numbers of steps after which something changes: whole, above 0, each above the one before. */
export const boundaries: OptionType<readonly number[], readonly number[], false> = {
  optional: false,
  read(name, value) {
    const steps = list(integer('(0, inf)')).read(name, value);
    if (steps.every((step, index) => index === 0 || step > steps[index - 1])) return steps;
    throw new Error(`${name} are ${steps.join(', ')}, but must increase.`);
  },
};

/** A value as an error shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  const text = String(value);
  const { name = 'Object' } = (text === '[object Object]' && (value as object).constructor) || {};
  return name === 'Object' ? text : `an instance of ${name}`;
}

/** Throws unless what should be an options object is one: tf's own constructors are positional. */
export function checkOptions(owner: string, options: unknown, example: string): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new Error(`${owner} takes one options object, such as { ${example} }, not ${show(options)}.`);
}
