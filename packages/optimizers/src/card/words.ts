import type { Node, NodeId } from '../kernels/graph.js';
import type { GraphBuilder } from '../kernels/graph-builder.js';
import { Symbolic } from '../kernels/trace.js';
import type { Operation, Value } from '../rule/value.js';
import { cubeRoot } from '../rules/cube-root.js';

/** A node as it is read: an operation, or a word that stands for several. */
export interface Reading {
  readonly operation: Node['operation'] | 'maximum' | 'minimum' | 'sign' | 'isNaN' | 'cubeRoot' | 'norm' | 'globalNorm';
  readonly operands: readonly NodeId[];
}

interface Word {
  readonly name: Reading['operation'];
  /** The operation of its last node. */
  readonly last: Operation;
  /** What it is made of, if it is it at all. */
  find(node: Node, nodes: readonly Node[]): readonly (NodeId | undefined)[];
  make(...values: Value[]): Value;
}

/** Words made of operations. Each is recognised by making it again: equal nodes are made once. */
const words: readonly Word[] = [
  { name: 'maximum', last: 'where', find: ({ operands: [, a, b] }) => [a, b], make: (a, b) => a.maximum(b) },
  { name: 'minimum', last: 'where', find: ({ operands: [, a, b] }) => [a, b], make: (a, b) => a.minimum(b) },
  {
    name: 'sign',
    last: 'where',
    find: ({ operands: [test] }, nodes) => [nodes[test].operands[0]],
    make: (a) => a.sign(),
  },
  {
    name: 'isNaN',
    last: 'logicalNot',
    find: ({ operands: [test] }, nodes) => [nodes[test].operands[0]],
    make: (a) => a.isNaN(),
  },
  {
    name: 'sub',
    last: 'neg',
    find: ({ operands: [a] }, nodes) => nodes[a].operands.toReversed(),
    make: (b, a) => a.sub(b).neg(),
  },
  { name: 'cubeRoot', last: 'where', find: ({ operands: [, , a] }) => [a], make: cubeRoot },
  { name: 'norm', last: 'sqrt', find: rootOfSquares, make: (a) => a.norm() },
  { name: 'globalNorm', last: 'sqrt', find: rootOfSquares, make: (a) => a.globalNorm() },
];

function rootOfSquares({ operands: [sum] }: Node, nodes: readonly Node[]): readonly (NodeId | undefined)[] {
  return [nodes[sum].operands[0]];
}

/** Reads a node of a builder's graph. The graph may grow by words that it does not hold; no node changes. */
export function read(builder: GraphBuilder, id: NodeId): Reading {
  const node = builder.nodes[id];
  for (const { name, last, find, make } of words) {
    if (node.operation !== last) continue;
    const operands = find(node, builder.nodes);
    if (operands.length !== make.length || !isNumbers(operands)) continue;
    const made = remake(builder, make, operands);
    if (made === id) return { operation: name, operands };
  }
  return node;
}

const isNumbers = (ids: readonly (NodeId | undefined)[]): ids is readonly NodeId[] => !ids.includes(undefined);

/** Undefined where the word cannot be made of these: a sum of a scalar, arithmetic with a condition. */
function remake(builder: GraphBuilder, make: Word['make'], operands: readonly NodeId[]): NodeId | undefined {
  try {
    return (make(...operands.map((operand) => new Symbolic(builder, operand))) as Symbolic).id;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
