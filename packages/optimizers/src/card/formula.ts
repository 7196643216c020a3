import { Scope } from '../kernels/graph.js';
import type { Letter } from './symbols.js';

/** What a symbol stands for: an input, a tensor or scalar before or after its update, its correction, or a shorthand. */
export type Reference = `${'input' | 'old' | 'new' | 'hat' | 'let'} ${string}`;

export interface Term {
  readonly isNegative: boolean;
  readonly formula: Formula;
}

/** An expression as mathematics writes it: sums and fractions are flat, negation and reciprocals are gone. */
export type Formula = { readonly scope: Scope } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly symbol: Letter; readonly reference: Reference }
  /** A number computed on the host, by its closed form. `corrects`: it is 1 − βᵗ of this hyperparameter. */
  | { readonly kind: 'host'; readonly form: Formula; readonly corrects?: string }
  | { readonly kind: 'sum'; readonly terms: readonly Term[] }
  | { readonly kind: 'fraction'; readonly over: readonly Formula[]; readonly under: readonly Formula[] }
  | { readonly kind: 'power'; readonly base: Formula; readonly exponent: Formula }
  | {
      readonly kind: 'function';
      readonly name:
        | 'sqrt'
        | 'cubeRoot'
        | 'abs'
        | 'norm'
        | 'globalNorm'
        | 'sum'
        | 'globalSum'
        | 'max'
        | 'min'
        | 'sign'
        | 'isNaN'
        | 'gradient';
      readonly of: readonly Formula[];
    }
  | { readonly kind: 'relation'; readonly sign: '>' | '≥' | '<' | '≤' | '='; readonly of: readonly [Formula, Formula] }
  | { readonly kind: 'logic'; readonly word: 'and' | 'or' | 'not'; readonly of: readonly Formula[] }
  | { readonly kind: 'cases'; readonly when: Formula; readonly holds: Formula; readonly otherwise: Formula }
);

const rankOf = (formulas: readonly Formula[]) => Math.max(Scope.Step, ...formulas.map(({ scope }) => scope));

export const number = (value: number): Formula =>
  value < 0 ? sum([{ isNegative: true, formula: number(-value) }]) : { kind: 'number', value, scope: Scope.Step };

const isNumber = (formula: Formula, value: number) => formula.kind === 'number' && formula.value === value;

/** A sum of sums is one; what is positive comes first, and plain numbers before all. */
export function sum(given: readonly Term[]): Formula {
  const flat = given.flatMap(({ isNegative, formula }): readonly Term[] =>
    formula.kind === 'sum'
      ? formula.terms.map((term) => ({ ...term, isNegative: term.isNegative !== isNegative }))
      : isNumber(formula, 0)
        ? []
        : [{ isNegative, formula }],
  );
  if (flat.length === 0) return number(0);
  const plain = flat.findIndex(isPlainNumber);
  const positive = flat.findIndex((term) => !term.isNegative);
  const lead = Math.max(0, plain >= 0 ? plain : positive);
  const terms = [flat[lead], ...flat.filter((_, index) => index !== lead)];
  if (terms.length === 1 && !terms[0].isNegative) return terms[0].formula;
  return { kind: 'sum', terms, scope: rankOf(terms.map(({ formula }) => formula)) };
}

const isPlainNumber = ({ isNegative, formula }: Term) => !isNegative && formula.kind === 'number';

export const negative = (formula: Formula) => sum([{ isNegative: true, formula }]);

/** A product of fractions is one; numbers and scalars come before tensors, signs before all. */
export function fraction(over: readonly Formula[], under: readonly Formula[] = []): Formula {
  const parts = { over: [] as Formula[], under: [] as Formula[] };
  let isNegative = false;
  const put = (formula: Formula, isOver: boolean): void => {
    if (formula.kind === 'fraction') {
      for (const factor of formula.over) put(factor, isOver);
      for (const factor of formula.under) put(factor, !isOver);
    } else if (formula.kind === 'sum' && formula.terms.length === 1) {
      isNegative = !isNegative;
      put(formula.terms[0].formula, isOver);
    } else if (!isNumber(formula, 1)) parts[isOver ? 'over' : 'under'].push(formula);
  };
  for (const factor of over) put(factor, true);
  for (const factor of under) put(factor, false);
  if (parts.over.some((factor) => isNumber(factor, 0))) return number(0);
  const sorted = [parts.over, parts.under].map((factors) => powers(factors).sort((a, b) => placeOf(a) - placeOf(b)));
  const product: Formula =
    sorted[0].length === 1 && sorted[1].length === 0
      ? sorted[0][0]
      : { kind: 'fraction', over: sorted[0], under: sorted[1], scope: rankOf(sorted.flat()) };
  return isNegative ? negative(product) : product;
}

/** d² for d d. */
function powers(factors: readonly Formula[]): Formula[] {
  const referenceOf = (factor: Formula) => (factor.kind === 'symbol' ? factor.reference : undefined);
  return factors.flatMap((factor, index) => {
    const reference = referenceOf(factor);
    const places = [...factors.keys()].filter(
      (other) => reference !== undefined && referenceOf(factors[other]) === reference,
    );
    if (places.length < 2) return [factor];
    return places[0] === index ? [power(factor, number(places.length))] : [];
  });
}

/** Numbers, hyperparameters, what is made of them, other scalars, and the same for tensors. */
function placeOf(formula: Formula): number {
  if (formula.kind === 'number') return 0;
  const isLetter = formula.kind === 'symbol';
  if (formula.scope === Scope.Element) return isLetter ? 5 : 6;
  if (symbolsIn(formula).every(({ reference }) => reference.startsWith('input'))) return isLetter ? 1 : 2;
  return isLetter ? 3 : 4;
}

export const power = (base: Formula, exponent: Formula): Formula => {
  if (exponent.kind === 'sum' && exponent.terms.length === 1)
    return fraction([], [power(base, exponent.terms[0].formula)]);
  return isNumber(exponent, 1) ? base : { kind: 'power', base, exponent, scope: rankOf([base, exponent]) };
};

export const apply = (
  name: Extract<Formula, { kind: 'function' }>['name'],
  of: readonly Formula[],
  scope = rankOf(of),
) => ({ kind: 'function', name, of, scope }) as const satisfies Formula;

/** The formulas that one is made of. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'number':
    case 'symbol':
      return [];
    case 'host':
      return [formula.form];
    case 'sum':
      return formula.terms.map((term) => term.formula);
    case 'fraction':
      return [...formula.over, ...formula.under];
    case 'power':
      return [formula.base, formula.exponent];
    case 'cases':
      return [formula.holds, formula.when, formula.otherwise];
    default:
      return formula.of;
  }
}

/** The formula with other parts in the places of its own. */
export function mapParts(formula: Formula, map: (part: Formula) => Formula): Formula {
  switch (formula.kind) {
    case 'number':
    case 'symbol':
      return formula;
    case 'host':
      return { ...formula, form: map(formula.form) };
    case 'sum':
      return { ...formula, terms: formula.terms.map((term) => ({ ...term, formula: map(term.formula) })) };
    case 'fraction':
      return { ...formula, over: formula.over.map(map), under: formula.under.map(map) };
    case 'power':
      return { ...formula, base: map(formula.base), exponent: map(formula.exponent) };
    case 'cases':
      return { ...formula, when: map(formula.when), holds: map(formula.holds), otherwise: map(formula.otherwise) };
    case 'relation':
      return { ...formula, of: [map(formula.of[0]), map(formula.of[1])] };
    default:
      return { ...formula, of: formula.of.map(map) };
  }
}

/** Every symbol in a formula, as often as it stands there. */
export const symbolsIn = (formula: Formula): Extract<Formula, { kind: 'symbol' }>[] =>
  formula.kind === 'symbol' ? [formula] : partsOf(formula).flatMap(symbolsIn);

export const symbol = (reference: Reference, symbol: Letter, scope: Scope): Formula => ({
  kind: 'symbol',
  symbol,
  reference,
  scope,
});

/** What may stand twice: conditions, a letter and what is done to it, and two scalars. */
export function isLight(formula: Formula): boolean {
  if (formula.kind === 'relation' || formula.kind === 'logic') return true;
  if (formula.kind === 'function' && formula.name.toLowerCase().endsWith('sum')) return false;
  return symbolsIn(formula).length <= (formula.scope === Scope.Element ? 1 : 2);
}
