import type { Option } from './option.js';
import { refuse } from './show.js';
import type { Space } from './space.js';

/** A number in an interval. */
export interface NumberOption<Optional extends boolean = boolean> extends Option<number, number, Optional> {
  readonly kind: 'number';
  /** As in mathematics: '[0, 1)', '(0, inf)'. */
  readonly interval: string;
  /** In words. */
  readonly allowed: string;
  readonly contains: (value: number) => boolean;
  readonly default: Optional extends true ? number : undefined;
  /** Where tuning looks for it; absent of what is not tuned. */
  readonly space?: Space;
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

/** A finite number in an interval; required unless it has a default. `space` is where tuning looks for it. */
export function number(interval: string): NumberOption<false>;
export function number(interval: string, defaultValue: number, space?: Space): NumberOption<true>;
export function number(interval: string, defaultValue?: number, space?: Space): NumberOption {
  return numberOf(interval, `a number in ${interval}`, within(interval), defaultValue, space);
}

/** A finite whole number in an interval; required unless it has a default. `space` is where tuning looks for it. */
export function integer(interval: string): NumberOption<false>;
export function integer(interval: string, defaultValue: number, space?: Space): NumberOption<true>;
export function integer(interval: string, defaultValue?: number, space?: Space): NumberOption {
  const contains = within(interval);
  const isAllowed = (value: number) => Number.isInteger(value) && contains(value);
  return numberOf(`${interval}, whole`, `a whole number in ${interval}`, isAllowed, defaultValue, space);
}

function numberOf(
  interval: string,
  allowed: string,
  isAllowed: (value: number) => boolean,
  defaultValue: number | undefined,
  space: Space | undefined,
): NumberOption {
  const contains = (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && isAllowed(value);
  if (defaultValue !== undefined && !contains(defaultValue)) {
    throw new Error(`The default ${defaultValue} is not ${allowed}.`);
  }
  return {
    kind: 'number',
    optional: defaultValue !== undefined,
    default: defaultValue,
    interval,
    allowed,
    contains,
    ...(space && { space }),
    read: (name, value = defaultValue) => (contains(value) ? value : refuse(name, value, allowed)),
  };
}
