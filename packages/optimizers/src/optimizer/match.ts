import { show } from '@optimizer-zoo/schedulers';
import { withoutSuffix } from '../state/variable-names.js';

/**
 * Names variables: by whole parts of their path, a regular expression that finds something in it, or a predicate. A list
 * means any of its members. `'block1'` means `block1/conv/kernel`, not `block10/kernel`, and `'bias'` every `…/bias`, also the
 * `…/bias_1` that tf makes of it when a model is loaded beside its original.
 */
export type MatchOf<V extends Named> = OneMatchOf<V> | readonly OneMatchOf<V>[];
export type OneMatchOf<V extends Named> = string | RegExp | ((variable: V) => boolean);

/** A variable of whatever kind. */
export interface Named {
  readonly name: string;
}

/** Whether a variable is meant. */
export function matches<V extends Named>(match: MatchOf<V>, variable: V): boolean {
  if (Array.isArray(match)) return match.some((one) => matches(one, variable));
  const { name } = variable;
  if (typeof match === 'string')
    return hasParts(name, match) || (name.includes('/') && hasParts(withoutSuffix(name), match));
  if (match instanceof RegExp) return name.search(match) >= 0;
  return (match as (variable: V) => boolean)(variable);
}

const hasParts = (name: string, parts: string) => `/${name}/`.includes(`/${parts.replace(/^\/|\/$/g, '')}/`);

/** As a message shows it: names in quotes, expressions and predicates as they are written. */
export const showMatch = (match: OneMatchOf<never>): string =>
  typeof match === 'string' ? show(match) : String(match);

/** Warns of names and expressions that no variable has: a typo, or another library's spelling. */
export function warnOfStrangers<V extends Named>(
  owner: string,
  given: Iterable<OneMatchOf<V>>,
  variables: readonly V[],
): void {
  for (const match of given) {
    if (typeof match === 'function' || variables.some((variable) => matches(match, variable))) continue;
    const names = variables.slice(0, 8).map(({ name }) => show(name));
    const more = variables.length > names.length ? ` and ${variables.length - names.length} more` : '';
    console.warn(
      `${owner}: no variable is meant by ${showMatch(match)}, which its groups, frozen or exclude name; there are ${names.join(', ')}${more}.`,
    );
  }
}

/** Whether two name the same variables in the same words. */
export const isSameMatch = (a: OneMatchOf<never>, b: OneMatchOf<never>): boolean =>
  a === b || (a instanceof RegExp && b instanceof RegExp && String(a) === String(b));

/** Throws unless `match` is one. */
export function checkMatch(name: string, match: unknown): void {
  const known = (one: unknown) => typeof one === 'string' || one instanceof RegExp || typeof one === 'function';
  if (Array.isArray(match) ? match.every(known) : known(match)) return;
  throw new Error(
    `${name} is ${show(match)}, but must be a part of a variable's name, a regular expression, a predicate, or a list of these.`,
  );
}

/** As JSON that survives tfjs's loader, which turns snake_case strings into camelCase. */
export function matchToJSON(name: string, match: MatchOf<never>): unknown {
  if (Array.isArray(match)) return match.map((one) => matchToJSON(name, one));
  if (typeof match === 'string') return escaped(match);
  if (match instanceof RegExp) return { regexp: escaped(match.source), flags: match.flags };
  throw new Error(`${name} is a predicate, which cannot be saved; use names or a regular expression.`);
}

/** The other way round. */
export function matchFromJSON(json: unknown): MatchOf<Named> {
  if (Array.isArray(json)) return json.map(matchFromJSON) as OneMatchOf<Named>[];
  if (typeof json === 'string') return decodeURIComponent(json);
  const { regexp, flags } = json as { regexp: string; flags: string };
  return new RegExp(decodeURIComponent(regexp), flags);
}

const escaped = (text: string) => encodeURIComponent(text).replaceAll('_', '%5F');
