import type { Formula } from './formula.js';
import type { Letter } from './symbols.js';

/** How tightly a piece of text holds together: what is looser than its place allows is put into parentheses. */
export enum Bond {
  Cases,
  Logic,
  Relation,
  Sum,
  Product,
  Prefix,
  Atom,
}

export type Printed = readonly [text: string, bond: Bond];

/** Prints a part of a formula, in parentheses if it is looser than `least`. */
type PrintPart = (formula: Formula, least: Bond) => string;

/** A way to write formulas down: one entry for each kind. */
export interface Notation {
  parentheses(text: string): string;
  symbol(symbol: Letter): string;
  readonly kinds: {
    readonly [K in Exclude<Formula['kind'], 'symbol' | 'host'>]: (
      formula: Extract<Formula, { kind: K }>,
      part: PrintPart,
    ) => Printed;
  };
}

/** A formula, written down. */
export const print = (notation: Notation, formula: Formula): string => printed(notation, formula)[0];

function printed(notation: Notation, formula: Formula): Printed {
  if (formula.kind === 'symbol') return [notation.symbol(formula.symbol), Bond.Atom];
  if (formula.kind === 'host') return printed(notation, formula.form);
  const part: PrintPart = (inner, least) => {
    const [text, bond] = printed(notation, inner);
    return bond < least ? notation.parentheses(text) : text;
  };
  const kind = notation.kinds[formula.kind] as (formula: Formula, part: PrintPart) => Printed;
  return kind(formula, part);
}

/** Terms with their signs between them. */
export const signed = ({ terms }: Extract<Formula, { kind: 'sum' }>, part: PrintPart, minus: string): string =>
  terms
    .map(({ isNegative, formula }, index) => {
      const text = part(formula, Bond.Product);
      if (index === 0) return isNegative ? `${minus}${text}` : text;
      return `${isNegative ? minus : '+'} ${text}`;
    })
    .join(' ');
