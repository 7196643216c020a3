import * as zoo from '@optimizer-zoo/optimizers';
import * as schedulers from '@optimizer-zoo/schedulers';
import { unknownName } from '../cli/unknown-name.js';
import type { Declared } from './candidate.js';
import type { Supplied } from './supplied.js';
import { isTerm, type Term, type TermValue, termOf } from './term.js';

type Make = (options: Readonly<Record<string, unknown>>) => unknown;

/** What makes a schedule, by name. */
export const schedules = named(schedulers, schedulers.scheduleNames());

/** What makes a gradient source, by name; those without options are sources already. */
export const sources = named(zoo, zoo.gradientSourceNames());

function named(exported: object, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(exported).filter(([name]) => names.includes(name)));
}

/** The options of a gradient source, as they are declared; none of what has no options, or is not known. */
export function optionsOfSource(name: string): Declared {
  const made = Object.hasOwn(sources, name) ? sources[name] : undefined;
  return typeof made === 'function' ? ((made as zoo.GradientSourceFactory).source.options as Declared) : {};
}

/** What an option is given: a schedule or, as `gradient`, a gradient source is made where one is named. */
export function optionValue(option: string, value: TermValue, supplied: Supplied): unknown {
  if (Array.isArray(value)) return value.map((one: TermValue) => optionValue(option, one, supplied));
  if (option === 'gradient' && typeof value === 'string') return made(option, termOf(value), supplied);
  return isTerm(value) ? made(option, value, supplied) : value;
}

function made(option: string, { name, options }: Term, supplied: Supplied): unknown {
  const isSource = option === 'gradient';
  const known = isSource ? sources : schedules;
  if (!Object.hasOwn(known, name)) {
    throw unknownName(isSource ? 'gradient source' : 'schedule', name, Object.keys(known));
  }
  const { [name]: thing } = known;
  const given = Object.entries(options).map(([inner, value]) => [inner, optionValue(inner, value, supplied)]);
  return typeof thing === 'function' ? (thing as Make)({ ...supplied[name], ...Object.fromEntries(given) }) : thing;
}
