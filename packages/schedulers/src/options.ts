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

/** A finite whole number in an interval. */
export function integer(interval: string): OptionType<number, number, false> {
  const { optional, read } = number(interval);
  return {
    optional,
    read(name, value) {
      if (Number.isInteger(read(name, value))) return value!;
      throw new Error(`${name} is ${value}, but must be a whole number in ${interval}.`);
    },
  };
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

/** One or more of the same. */
export function list<Given, Read>(item: OptionType<Given, Read>): OptionType<readonly Given[], readonly Read[], false> {
  return {
    optional: false,
    read(name, value) {
      if (!Array.isArray(value)) throw new Error(`${name} is ${show(value)}, but must be a list.`);
      return value.map((entry, index) => item.read(`${name}[${index}]`, entry));
    },
  };
}

/** A value as an error shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

/** Throws unless what should be an options object is one: tf's own constructors are positional. */
export function checkOptions(owner: string, options: unknown, example: string): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new Error(`${owner} takes one options object, such as { ${example} }, not ${show(options)}.`);
}
