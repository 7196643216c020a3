import type { FunctionName, OperatorName } from '../expression/arithmetic.js';

/**
 * What a node does with its operands: element by element, or over all elements of the first. `sum` begins at its second
 * operand; `others` has for each element the product of all others, which is the derivative of `product`.
 */
export type Operation = Exclude<OperatorName, 'unaryPlus'> | FunctionName | 'sign' | 'sum' | 'product' | 'others';

/** An operation on a memory: where its operands a and b begin, and its result. */
export interface Instruction {
  readonly operation: Operation;
  readonly out: number;
  readonly a: number;
  readonly b: number;
  /** How many elements it goes over. */
  readonly n: number;
  /** From one element of an operand to the next: 1, or 0 where it has only one. */
  readonly da: number;
  readonly db: number;
}

/** Carries out instructions, one after the other: the only place where operations get their meaning in float64. */
export function execute(instructions: readonly Instruction[], v: Float64Array): void {
  for (let i = 0; i < instructions.length; i++) {
    const instruction = instructions[i]!;
    const { operation, out, a, b, n } = instruction;
    // A single number without a loop, as most are: half the time.
    if (n > 1) overColumns(instruction, v);
    else
      switch (operation) {
        case 'add':
        case 'sum':
          v[out] = v[a]! + v[b]!;
          break;
        case 'subtract':
          v[out] = v[a]! - v[b]!;
          break;
        case 'multiply':
          v[out] = v[a]! * v[b]!;
          break;
        case 'divide':
          v[out] = v[a]! / v[b]!;
          break;
        case 'pow':
          v[out] = v[a]! ** v[b]!;
          break;
        default:
          v[out] = applied(operation, v[a]!);
      }
  }
}

function overColumns(instruction: Instruction, v: Float64Array): void {
  const { operation, out, n, da, db } = instruction;
  let { a, b } = instruction;
  const end = out + n;
  switch (operation) {
    case 'add':
      for (let k = out; k < end; k++, a += da, b += db) v[k] = v[a]! + v[b]!;
      break;
    case 'subtract':
      for (let k = out; k < end; k++, a += da, b += db) v[k] = v[a]! - v[b]!;
      break;
    case 'multiply':
      for (let k = out; k < end; k++, a += da, b += db) v[k] = v[a]! * v[b]!;
      break;
    case 'divide':
      for (let k = out; k < end; k++, a += da, b += db) v[k] = v[a]! / v[b]!;
      break;
    case 'pow':
      for (let k = out; k < end; k++, a += da, b += db) v[k] = v[a]! ** v[b]!;
      break;
    case 'sum':
    case 'product':
      v[out] = reduced(operation, v, a, b, n);
      break;
    case 'others':
      productsOfOthers(v, out, a, n);
      break;
    default:
      for (let k = out; k < end; k++, a += da) v[k] = applied(operation, v[a]!);
  }
}

/** A function of one number. */
function applied(operation: Operation, x: number): number {
  switch (operation) {
    case 'unaryMinus':
      return -x;
    case 'exp':
      return Math.exp(x);
    case 'cos':
      return Math.cos(x);
    case 'sin':
      return Math.sin(x);
    case 'sqrt':
      return Math.sqrt(x);
    case 'log':
      return Math.log(x);
    case 'abs':
      return Math.abs(x);
    case 'sign':
      return Math.sign(x);
    case 'tan':
      return Math.tan(x);
    case 'sec':
      return 1 / Math.cos(x);
    case 'acos':
      return Math.acos(x);
    case 'asin':
      return Math.asin(x);
    case 'atan':
      return Math.atan(x);
    case 'cosh':
      return Math.cosh(x);
    case 'sech':
      return 1 / Math.cosh(x);
    case 'sinh':
      return Math.sinh(x);
    case 'tanh':
      return Math.tanh(x);
    case 'product':
      return x;
    case 'others':
      return 1;
    default:
      throw new Error(`${operation} is no function of one number.`);
  }
}

function reduced(operation: 'sum' | 'product', v: Float64Array, a: number, b: number, n: number): number {
  let result = operation === 'sum' ? v[b]! : 1;
  if (operation === 'sum') for (let k = a; k < a + n; k++) result += v[k]!;
  else for (let k = a; k < a + n; k++) result *= v[k]!;
  return result;
}

function productsOfOthers(v: Float64Array, out: number, a: number, n: number): void {
  let before = 1;
  for (let k = 0; k < n; k++) {
    v[out + k] = before;
    before *= v[a + k]!;
  }
  let after = 1;
  for (let k = n - 1; k >= 0; k--) {
    v[out + k]! *= after;
    after *= v[a + k]!;
  }
}
