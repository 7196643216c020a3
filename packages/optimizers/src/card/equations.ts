import { type Formula, mapParts, type Reference, symbolsIn } from './formula.js';
import type { Definition } from './reader.js';

const usedIn = ({ formula }: Definition) => new Set(symbolsIn(formula).map(({ reference }) => reference));

/**
 * Puts definitions in an order in which they can be carried out one after the other: each after what it uses, and state
 * overwritten only when nothing needs its old value any more. Where that cannot be, the old value is kept: m₋ = m.
 */
export function inOrder(definitions: readonly Definition[]): Definition[] {
  let waiting = [...definitions].sort((a, b) => placeOf(a) - placeOf(b));
  const ordered: Definition[] = [];
  while (waiting.length > 0) {
    const isBlocked = (one: Definition, byOldValues: boolean) =>
      waiting.some(
        (other) => other !== one && (usedIn(one).has(other.reference) || (byOldValues && overwrites(one, other))),
      );
    const next = waiting.find((one) => !isBlocked(one, true));
    if (next) {
      ordered.push(next);
      waiting = waiting.filter((one) => one !== next);
      continue;
    }
    const overwriting = waiting.find((one) => one.isUpdate && !isBlocked(one, false))!;
    const kept = keep(overwriting);
    ordered.push(kept);
    waiting = waiting.map((one) => (one === overwriting ? one : withKept(one, kept)));
  }
  return ordered;
}

/** The parameter last, where there is a choice. */
const placeOf = ({ reference }: Definition) => (reference === 'new param' ? 1 : 0);

const oldOf = ({ reference, isUpdate }: Definition) =>
  isUpdate ? (reference.replace('new', 'old') as Reference) : undefined;

/** Whether carrying out `one` destroys a value that `other` still needs. */
const overwrites = (one: Definition, other: Definition) => {
  const old = oldOf(one);
  return old !== undefined && usedIn(other).has(old);
};

function keep(overwriting: Definition): Definition {
  const old = oldOf(overwriting)!;
  const symbol = { ...overwriting.symbol, accent: 'before' } as const;
  const { scope } = overwriting.formula;
  const formula: Formula = { kind: 'symbol', symbol: overwriting.symbol, reference: old, scope };
  return { reference: `let ${old}`, symbol, formula, isUpdate: false };
}

/** The definition with the kept value in place of the old one. */
function withKept(definition: Definition, { reference, symbol, formula: old }: Definition): Definition {
  const replaced = (formula: Formula): Formula => {
    if (formula.kind === 'symbol') {
      const isOld = old.kind === 'symbol' && formula.reference === old.reference;
      return isOld ? { ...formula, reference, symbol } : formula;
    }
    return mapParts(formula, replaced);
  };
  return { ...definition, formula: replaced(definition.formula) };
}
