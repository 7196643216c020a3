import {
  type Arithmetic,
  type FunctionName,
  functionNames,
  type OperatorName,
  operatorNames,
} from '../expression/arithmetic.js';
import { execute, type Instruction, type Operation } from './instructions.js';

/** A number, or a column of them, in the computation of a function of a vector x. */
export interface Node {
  /** Operands have smaller ones. */
  readonly id: number;
  /** Numbers in it; a node of 1 is the same for every row of another. */
  readonly width: number;
  /** What is known of it before x is. */
  readonly values?: Float64Array;
  /** Of a part of x: where it begins. */
  readonly at?: number;
  readonly operation?: Operation;
  readonly operands: readonly Node[];
}

/**
 * A computation, written down: an arithmetic that records what is done. What is the same is recorded once, what is known is
 * computed at once; values are those of the expressions as they stand, bit for bit.
 */
export class Graph implements Arithmetic<Node> {
  readonly operators = Object.fromEntries(
    operatorNames.map((name) => [name, (...operands: Node[]) => this.#operator(name, operands)]),
  ) as Arithmetic<Node>['operators'];

  readonly functions = Object.fromEntries(
    functionNames.map((name) => [name, (x: Node) => this.apply(name, x)]),
  ) as Record<FunctionName, (x: Node) => Node>;

  readonly #nodes = new Map<string, Node>();

  /** A part of x. */
  input(at: number, width = 1): Node {
    return this.#once(`x ${at} ${width}`, () => ({ width, at, operands: [] }));
  }

  constant(value: number): Node {
    return this.#once(`= ${Object.is(value, -0) ? '-0' : value}`, () => known(Float64Array.of(value)));
  }

  column(values: readonly number[]): Node {
    return this.#once(`column ${this.#nodes.size}`, () => known(Float64Array.from(values)));
  }

  integerPower(base: Node, exponent: number): Node {
    return this.operators.pow(base, this.constant(exponent));
  }

  /** The sum of all rows, from the left, on top of another. */
  sum(rows: Node, from: Node = this.constant(0)): Node {
    return this.apply('sum', rows, from);
  }

  /** A node of that width, by repetition. */
  widened(node: Node, width: number): Node {
    return node.width === width ? node : this.apply('multiply', node, this.#ones(width));
  }

  apply(operation: Operation, ...operands: Node[]): Node {
    return this.#once(`${operation} ${operands.map(({ id }) => id).join(' ')}`, () => {
      const width = isReduction(operation) ? 1 : Math.max(...operands.map((operand) => operand.width));
      const isKnown = operands.every(({ values }) => values);
      return isKnown ? known(folded(operation, operands, width)) : { width, operation, operands };
    });
  }

  #operator(name: OperatorName, operands: readonly Node[]): Node {
    const [a, b] = operands as [Node, Node];
    if (name === 'unaryPlus') return a;
    // Math.pow is exact in these, but slow.
    const exponent = name === 'pow' && b.width === 1 ? b.values?.[0] : undefined;
    if (exponent === 0) return this.#ones(a.width);
    if (exponent === 1) return a;
    return exponent === 2 ? this.apply('multiply', a, a) : this.apply(name, ...operands);
  }

  #ones(width: number): Node {
    return width === 1 ? this.constant(1) : this.#once(`ones ${width}`, () => known(new Float64Array(width).fill(1)));
  }

  #once(key: string, make: () => Omit<Node, 'id'>): Node {
    const found = this.#nodes.get(key);
    if (found) return found;
    const node = { id: this.#nodes.size, ...make() };
    this.#nodes.set(key, node);
    return node;
  }
}

const known = (values: Float64Array): Omit<Node, 'id'> => ({ width: values.length, values, operands: [] });

const isReduction = (operation: Operation): boolean => operation === 'sum' || operation === 'product';

/** What an operation makes of operands that are known. */
function folded(operation: Operation, operands: readonly Node[], width: number): Float64Array {
  const begins = new Map<Node, number>();
  let size = 0;
  for (const operand of operands) {
    begins.set(operand, size);
    size += operand.width;
  }
  const v = new Float64Array(size + width);
  for (const [operand, begin] of begins) v.set(operand.values!, begin);
  execute([instruction({ operation, operands, width }, size, (operand) => begins.get(operand)!)], v);
  return v.slice(size);
}

/** The instruction for a node, of operands that begin where `place` says. */
export function instruction(
  { operation, operands, width }: Pick<Node, 'operation' | 'operands' | 'width'>,
  out: number,
  place: (operand: Node) => number,
): Instruction {
  const [a, b = a] = operands as readonly [Node, Node?];
  const [da, db] = [a, b as Node].map((operand) => (operand.width > 1 ? 1 : 0));
  const n = isReduction(operation!) ? a.width : width;
  return { operation: operation!, out, a: place(a), b: place(b as Node), n, da: da!, db: db! };
}

/** The nodes that some are made of, these included; nothing below one that is not wanted. First things first. */
export function below(roots: readonly Node[], isWanted: (node: Node) => boolean = () => true): Node[] {
  const found = new Set(roots.filter(isWanted));
  // A set goes on to what is added while it is walked.
  for (const node of found) for (const operand of node.operands) if (isWanted(operand)) found.add(operand);
  return [...found].sort((a, b) => a.id - b.id);
}
