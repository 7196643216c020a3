/** The operators of an expression, as mathjs names them. */
export const operatorNames = ['add', 'subtract', 'multiply', 'divide', 'pow', 'unaryMinus', 'unaryPlus'] as const;
export type OperatorName = (typeof operatorNames)[number];

/** The functions of an expression, each of one argument. */
export const functionNames = [
  'abs',
  'acos',
  'asin',
  'atan',
  'cos',
  'cosh',
  'exp',
  'log',
  'sec',
  'sech',
  'sin',
  'sinh',
  'sqrt',
  'tan',
  'tanh',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** One meaning of an expression: what its numbers, operators and functions are in T. */
export interface Arithmetic<T> {
  constant(value: number): T;
  /** `base ^ exponent` for a whole exponent: also the derivative is right at a zero or negative base. */
  integerPower(base: T, exponent: number): T;
  readonly operators: Readonly<Record<OperatorName, (...operands: T[]) => T>>;
  readonly functions: Readonly<Record<FunctionName, (x: T) => T>>;
}
