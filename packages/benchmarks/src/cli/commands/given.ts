import { InputError } from '../input-error.js';

/** Values as yargs hands them over: text, or a list of texts where an option was given several times. */
export type Given = Readonly<Record<string, unknown>>;

/** The text of an option that can be given once. */
export function single(option: string, given: Given): string | undefined {
  const value = given[option];
  if (Array.isArray(value)) throw new InputError(`--${option} is given ${value.length} times, but must be given once.`);
  if (value === '') throw new InputError(`--${option} is empty.`);
  return value as string | undefined;
}

/** The value of an option that must be a whole number. */
export function wholeNumber(option: string, given: Given, largest: number): number {
  const value = single(option, given) ?? '';
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 1 && number <= largest) return number;
  throw new InputError(`--${option} is '${value}', but must be a whole number from 1 to ${largest}.`);
}

/** The value of an option that must be one of a few words. */
export function oneOf<const Word extends string>(option: string, given: Given, words: readonly Word[]): Word {
  const value = single(option, given);
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  throw new InputError(`--${option} is '${value}', but must be one of ${words.join(', ')}.`);
}
