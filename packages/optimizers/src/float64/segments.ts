import type { Groups, OptionSet } from '../optimizer/groups.js';
import { type MatchOf, matches, type Named, type OneMatchOf } from '../optimizer/match.js';
import type { Scalars } from '../rule/scalars.js';
import type { Layout, Variable } from './parameters.js';

/**
 * Means variables by name, or, where all are one array, elements by index (a predicate is given `{ name: '3' }`). A list means
 * any of its members.
 */
export type Float64Match = OneFloat64Match | readonly OneFloat64Match[];
type OneFloat64Match = number | OneMatchOf<Named>;

/** Indices are names of elements. */
export function namesOfMatch(match: unknown): MatchOf<Named> {
  if (Array.isArray(match)) return match.map(namesOfMatch) as OneMatchOf<Named>[];
  return (typeof match === 'number' ? String(match) : match) as OneMatchOf<Named>;
}

/** A stretch of the flat vector that makes its steps as one variable, and the scalars that are kept for it. */
export interface Segment extends Variable {
  readonly set: OptionSet;
  scalars: Scalars;
}

/** The variables that are not frozen; of one array the stretches that have the same options. */
export function segmentsOf(layout: Layout, groups: Groups<Named>, frozen: MatchOf<Named>): Segment[] {
  const { variables, isNamed } = layout;
  const isFrozen = (named: Named) => matches(frozen, named);
  const parts = isNamed || !isSplit(groups, frozen) ? variables : stretches(layout, groups, isFrozen);
  return parts.flatMap((variable) => {
    const named = isNamed || parts === variables ? variable : { name: String(variable.start) };
    return isFrozen(named) ? [] : [{ ...variable, set: groups.of(named), scalars: {} }];
  });
}

const isSplit = ({ given }: Groups<Named>, frozen: MatchOf<Named>) =>
  given.length > 0 || !Array.isArray(frozen) || frozen.length > 0;

function stretches({ size }: Layout, groups: Groups<Named>, isFrozen: (named: Named) => boolean): Variable[] {
  const found: { name: string; start: number; size: number; key: unknown }[] = [];
  for (let i = 0; i < size; i++) {
    const named = { name: String(i) };
    const key = isFrozen(named) ? 'frozen' : groups.of(named);
    const last = found.at(-1);
    if (last?.key === key) last.size++;
    else found.push({ name: String(i), start: i, size: 1, key });
  }
  return found;
}

/** Throws unless each group and each frozen name means something: there is nothing that could come later. */
export function checkMeant(owner: string, layout: Layout, all: readonly MatchOf<Named>[]): void {
  const named: readonly Named[] = layout.isNamed
    ? layout.variables
    : Array.from({ length: layout.size }, (_, i) => ({ name: String(i) }));
  for (const match of all.flatMap((one) =>
    Array.isArray(one) ? (one as OneMatchOf<Named>[]) : [one as OneMatchOf<Named>],
  )) {
    if (typeof match === 'function' || named.some((one) => matches(match, one))) continue;
    const known = layout.isNamed ? layout.variables.map(({ name }) => name).join(', ') : `0 to ${layout.size - 1}`;
    throw new Error(`${owner}: no parameter is meant by ${String(match)}; there are ${known}.`);
  }
}
