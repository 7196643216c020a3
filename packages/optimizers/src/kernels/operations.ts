import type { Operation, Reduction } from '../rule/value.js';

/** Operations that act element by element; the others reduce. */
export type Elementwise = Exclude<Operation, Reduction>;

const truth = (condition: boolean) => (condition ? 1 : 0);

/** Meaning on host scalars, in float64. Conditions are 1 and 0. */
export const onNumbers: Readonly<Record<Elementwise, (...operands: number[]) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  square: (a) => a * a,
  sqrt: Math.sqrt,
  pow: (a, b) => a ** b,
  greater: (a, b) => truth(a > b),
  greaterEqual: (a, b) => truth(a >= b),
  less: (a, b) => truth(a < b),
  lessEqual: (a, b) => truth(a <= b),
  equal: (a, b) => truth(a === b),
  logicalAnd: (a, b) => truth(a !== 0 && b !== 0),
  logicalOr: (a, b) => truth(a !== 0 || b !== 0),
  logicalNot: (a) => truth(a === 0),
  where: (condition, a, b) => (condition !== 0 ? a : b),
};

const conditions: ReadonlySet<Operation> = new Set<Operation>([
  'greater',
  'greaterEqual',
  'less',
  'lessEqual',
  'equal',
  'logicalAnd',
  'logicalOr',
  'logicalNot',
]);
const takesConditions: ReadonlySet<Operation> = new Set<Operation>(['logicalAnd', 'logicalOr', 'logicalNot']);

/** Whether the result is a condition (true or false) rather than a number. */
export const isCondition = (operation: string) => conditions.has(operation as Operation);

/** Whether the operand in this place must be a condition. */
export const wantsCondition = (operation: Operation, place: number) =>
  takesConditions.has(operation) || (operation === 'where' && place === 0);
