import {
  isConstantNode,
  isFunctionNode,
  isOperatorNode,
  isParenthesisNode,
  isSymbolNode,
  type MathNode,
} from 'mathjs/number';
import { type Arithmetic, type FunctionName, functionNames, type OperatorName, operatorNames } from './arithmetic.js';

/** Names which are numbers, not variables. */
export const constants: ReadonlyMap<string, number> = new Map([
  ['e', Math.E],
  ['pi', Math.PI],
]);

const allowed =
  'finite numbers, pi, e, variables (a letter, then letters, digits or _), + - * / ^, parentheses and the functions ' +
  functionNames.join(', ');

/** An expression, read in any arithmetic at the values of its variables. */
export type Reading = <T>(arithmetic: Arithmetic<T>, values: readonly T[]) => T;

/**
 * Turns a parsed expression into a reading, whose values are in the order of `symbols`.
 * The walk is the whitelist: a node which it does not know is refused, and nothing is left to mathjs to evaluate.
 *
 * @throws Error naming what was found and what is allowed.
 */
export function compile(node: MathNode, symbols: readonly string[]): Reading {
  const walk = (child: MathNode) => compile(child, symbols);

  if (isParenthesisNode(node)) return walk(node.content);

  if (isConstantNode(node)) {
    const value: unknown = node.value;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw refusal(`the constant ${node}`);
    return (arithmetic) => arithmetic.constant(value);
  }

  if (isSymbolNode(node)) {
    const value = constants.get(node.name);
    if (value !== undefined) return (arithmetic) => arithmetic.constant(value);
    if (isFunctionName(node.name)) throw refusal(`the function ${node.name} without an argument`);
    if (!/^\p{L}[\p{L}\p{N}_]*$/u.test(node.name)) throw refusal(`the name ${node.name}`);
    const index = symbols.indexOf(node.name);
    return (_, values) => values[index]!;
  }

  if (isOperatorNode(node)) {
    if (node.implicit) throw refusal(`a product without * in '${node}'`);
    if (!isOperatorName(node.fn)) throw refusal(`the operator ${node.op}`);
    const name = node.fn;
    const operands = node.args.map(walk);
    const exponent = name === 'pow' ? integer(node.args[1]!) : undefined;
    if (exponent !== undefined) {
      return (arithmetic, values) => arithmetic.integerPower(operands[0]!(arithmetic, values), exponent);
    }
    return (arithmetic, values) => arithmetic.operators[name](...operands.map((read) => read(arithmetic, values)));
  }

  if (isFunctionNode(node)) {
    // A call such as x.sin(y) has the name sin as well, but no symbol.
    if (!isSymbolNode(node.fn) || !isFunctionName(node.fn.name)) throw refusal(`the function ${node.fn}`);
    if (node.args.length !== 1) throw refusal(`the function ${node.fn} with ${node.args.length} arguments, not 1`);
    const { name } = node.fn;
    const argument = walk(node.args[0]!);
    return (arithmetic, values) => arithmetic.functions[name](argument(arithmetic, values));
  }

  throw refusal(`the ${words(node.type)} '${node}'`);
}

/** The whole number which an exponent states outright, as in x^2, x^-1, x^(3). */
function integer(node: MathNode): number | undefined {
  if (isParenthesisNode(node)) return integer(node.content);
  if (isConstantNode(node)) return Number.isInteger(node.value) ? node.value : undefined;
  const negated = isOperatorNode(node) && node.fn === 'unaryMinus' ? integer(node.args[0]!) : undefined;
  return negated === undefined ? undefined : -negated;
}

const isOperatorName = (name: string): name is OperatorName => operatorNames.some((known) => known === name);
const isFunctionName = (name: string): name is FunctionName => functionNames.some((known) => known === name);
const refusal = (found: string) =>
  new Error(`expression contains ${found.replace(/\s+/g, ' ')}; allowed are ${allowed}.`);

/** FunctionAssignmentNode → function assignment. */
const words = (type: string) =>
  type
    .replace(/Node$/, '')
    .replace(/\B[A-Z]/g, ' $&')
    .toLowerCase();
