import type * as tf from '@tensorflow/tfjs-core';
import { create, isSymbolNode, type MathNode, parseDependencies } from 'mathjs/number';
import type { SmoothObjective } from '../as-objective.js';
import { objectiveOf } from '../graph/objective.js';
import { compile, constants, type Reading } from './compile.js';
import { tensors } from './tensors.js';

/** A function written as text: in float64 with its gradient, on tensors, and in any other arithmetic. */
export interface Expression extends SmoothObjective {
  readonly text: string;
  /** The variables in natural alphabetical order (x1, x2, x10): the order of every point. */
  readonly symbols: readonly string[];
  /** The expression in an arithmetic, at one value for each symbol. */
  readonly read: Reading;
  /**
   * The value on tensors, one for each symbol, element by element: scalars give a scalar, columns of data a column.
   * Within tf.tidy, as intermediate results are not disposed.
   */
  tensor<T extends tf.Tensor>(point: readonly T[]): T;
}

const { parse } = create({ parseDependencies });
const naturalOrder = new Intl.Collator('en', { numeric: true }).compare;

// Text is data from strangers: these bounds keep parsing and reading far from the stack's end, and fast.
const maximumLength = 2000;
const maximumDepth = 100;

/**
 * Reads an expression of numbers, pi, e, variables, `+ - * / ^`, parentheses and the functions abs, acos, asin, atan,
 * cos, cosh, exp, log (natural), sec, sech, sin, sinh, sqrt, tan, tanh; angles are in radians. Any other name is a
 * variable. A product needs its `*`. Nothing is ever evaluated as code.
 *
 * @throws Error in one sentence, where the text is malformed, too long, nested too deeply, or contains anything else.
 */
export function parseExpression(text: string): Expression {
  const tree = parseTree(text);
  const symbols = variablesOf(tree);
  const read = compile(tree, symbols);
  return {
    text,
    symbols,
    read,
    tensor: ((point: readonly tf.Tensor[]) => read(tensors, point)) as Expression['tensor'],
    ...objectiveOf(symbols.length, (graph) =>
      read(
        graph,
        symbols.map((_, i) => graph.input(i)),
      ),
    ),
  };
}

function parseTree(text: string): MathNode {
  if (typeof text !== 'string') throw new Error(`expression must be text, but is ${String(text)}.`);
  if (text.trim() === '') throw new Error('expression is empty.');
  if (text.length > maximumLength) {
    throw new Error(`expression has ${text.length} characters, but at most ${maximumLength} are allowed.`);
  }
  const tree = parseWithinStack(text);
  if (depth(tree) > maximumDepth) throw tooDeep();
  return tree;
}

function parseWithinStack(text: string): MathNode {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw new Error(`expression is malformed: ${(error as Error).message.replace(/\s+/g, ' ')}.`);
  }
}

const tooDeep = () => new Error(`expression is nested too deeply: at most ${maximumDepth} levels are allowed.`);

function depth(node: MathNode): number {
  let deepest = 0;
  node.forEach((child) => {
    deepest = Math.max(deepest, depth(child));
  });
  return 1 + deepest;
}

function variablesOf(tree: MathNode): string[] {
  const names = new Set<string>();
  tree.traverse((node, path) => {
    const isCalled = path === 'fn';
    if (isSymbolNode(node) && !isCalled && !constants.has(node.name)) names.add(node.name);
  });
  return [...names].sort(naturalOrder);
}
