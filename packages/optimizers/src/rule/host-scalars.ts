import { type Operand, Value } from './value.js';

// What a rule's `hostScalars` is written with. Like `update` it runs twice: on numbers at each step, in float64, and once on
// symbols, from which the card reads its formula.

const isNumber = (operand: unknown): operand is number => typeof operand === 'number';

/** The symbols among some operands make symbols of the numbers beside them. */
function symbols(...operands: readonly number[]): Value[] {
  const given = operands as readonly Operand[];
  const symbol = given.find((operand): operand is Value => operand instanceof Value)!;
  return given.map((operand) => (isNumber(operand) ? symbol.constant(operand) : operand));
}

/** To the rule a symbol is the number it stands for. */
const standingFor = (symbol: unknown) => symbol as number;

export function sum(a: number, b: number): number {
  if (isNumber(a) && isNumber(b)) return a + b;
  const [x, y] = symbols(a, b);
  return standingFor(x.add(y));
}

export function difference(a: number, b: number): number {
  if (isNumber(a) && isNumber(b)) return a - b;
  const [x, y] = symbols(a, b);
  return standingFor(x.sub(y));
}

export function product(a: number, b: number): number {
  if (isNumber(a) && isNumber(b)) return a * b;
  const [x, y] = symbols(a, b);
  return standingFor(x.mul(y));
}

export function quotient(a: number, b: number): number {
  if (isNumber(a) && isNumber(b)) return a / b;
  const [x, y] = symbols(a, b);
  return standingFor(x.div(y));
}

export function power(base: number, exponent: number): number {
  if (isNumber(base) && isNumber(exponent)) return base ** exponent;
  const [x, y] = symbols(base, exponent);
  return standingFor(x.pow(y));
}

export function root(a: number): number {
  if (isNumber(a)) return Math.sqrt(a);
  const [x] = symbols(a);
  return standingFor(x.sqrt());
}

export const oneMinus = (a: number): number => difference(1, a);

/** 1 − βᵗ: what an average with this decay has gathered of the weights, so that dividing by it corrects its start at zero. */
export const oneMinusPower = (decay: number, step: number): number => difference(1, power(decay, step));

/** One number at the first step, another at all later ones. */
export function atFirst(step: number, first: number, later: number): number {
  if (isNumber(step)) return step === 1 ? first : later;
  const [t, a, b] = symbols(step, first, later);
  return standingFor(a.where(t.equal(1), b));
}

/** A number that the words above cannot say. */
export class Computed {
  constructor(readonly of: readonly unknown[]) {}
}

/** Such a number, as a function of others: the card says which these are. */
export function computed<const Of extends readonly number[]>(of: Of, compute: (...of: Of) => number): number {
  return of.every(isNumber) ? compute(...of) : standingFor(new Computed(of));
}
