import { type Budget, unitOf } from '../study/budget.js';

/** Two digits: 0.012, 3.4, 120, 1.2e-7. Of what is not finite, a dash. */
export function formatNumber(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return String(Number(value.toPrecision(size >= 100 ? Math.max(3, digits) : digits)));
  return value
    .toExponential(digits - 1)
    .replace('-', '−')
    .replace('e+', 'e');
}

/** 1e-4 → 10⁻⁴ for powers of ten, plain digits otherwise. */
export function formatTick(value: number): string {
  const exponent = Math.log10(value);
  const isPower = Math.abs(exponent - Math.round(exponent)) < 1e-9;
  return isPower && Math.abs(exponent) > 2 ? `10${superscript(Math.round(exponent))}` : formatNumber(value);
}

/** A format for the ticks of an axis from `low` to `high`, with the digits that tell them apart: 40, 40.5, 41. */
export function formatTicks([low, high]: readonly [number, number]): (value: number) => string {
  const tenths = (10 * Math.max(Math.abs(low), Math.abs(high))) / (high - low);
  const digits = tenths < 1e14 ? Math.max(2, 1 + Math.ceil(Math.log10(tenths))) : 2;
  return (value) => formatNumber(value, digits);
}

export const formatPercent = (share: number): string => (Number.isFinite(share) ? `${Math.round(share * 100)} %` : '–');

export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds >= 1) return `${formatNumber(seconds)} s`;
  return seconds < 1e-3 ? `${formatNumber(seconds * 1e6)} µs` : `${formatNumber(seconds * 1e3)} ms`;
}

/** 500 steps, 1000 gradient evaluations, 20 seconds */
export const budgetWords = (budget: Budget): string => plural(budget[unitOf(budget)]!, unitNames[unitOf(budget)]);

/** What a budget counts, in words. */
export const unitNames = { steps: 'step', gradients: 'gradient evaluation', seconds: 'second' } as const;

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `3 seeds`, or `1 to 3 seeds` where they differ. */
export const pluralRange = ([least, most]: readonly [number, number], noun: string): string =>
  least < most ? `${least} to ${plural(most, noun)}` : plural(most, noun);

/** a, b and c */
export const listOf = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

const superscript = (value: number) =>
  [...String(value)].map((character) => (character === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(character)])).join('');
