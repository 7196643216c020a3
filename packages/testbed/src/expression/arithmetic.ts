/** The operators of an expression, as mathjs names them. */
export type OperatorName = 'add' | 'subtract' | 'multiply' | 'divide' | 'pow' | 'unaryMinus' | 'unaryPlus';

/** The functions of an expression, each of one argument. With the operators they are closed under differentiation. */
export type FunctionName =
  | 'abs'
  | 'acos'
  | 'asin'
  | 'atan'
  | 'cos'
  | 'cosh'
  | 'exp'
  | 'log'
  | 'sec'
  | 'sech'
  | 'sin'
  | 'sinh'
  | 'sqrt'
  | 'tan'
  | 'tanh';

/** One meaning of an expression: what its numbers, operators and functions are in T. */
export interface Arithmetic<T> {
  constant(value: number): T;
  /** `base ^ exponent` for a whole exponent: also the derivative is right at a zero or negative base. */
  integerPower(base: T, exponent: number): T;
  readonly operators: Readonly<Record<OperatorName, (...operands: T[]) => T>>;
  readonly functions: Readonly<Record<FunctionName, (x: T) => T>>;
}
