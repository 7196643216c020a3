import { below, instruction, type Node } from './graph.js';
import { execute } from './instructions.js';

/** Where the numbers of a node are in memory; a stride of 0 repeats one. */
export interface Place {
  readonly at: number;
  readonly stride: number;
}

/** Nodes as instructions on one memory. */
export interface Program {
  readonly memory: Float64Array;
  /** Computes all of them at x. */
  run(x: ArrayLike<number>): void;
  place(node: Node): Place;
}

/** Compiles what some nodes need, at any x of that length. The memory begins with x. */
export function program(roots: readonly Node[], dimension: number): Program {
  const nodes = below(roots);
  const begins = new Map<Node, number>();
  let size = dimension;
  for (const node of nodes) {
    begins.set(node, node.at ?? size);
    if (node.at === undefined) size += node.width;
  }
  const begin = (node: Node) => begins.get(node)!;
  const memory = new Float64Array(size);
  for (const node of nodes) if (node.values) memory.set(node.values, begin(node));
  const instructions = nodes.filter(({ operation }) => operation).map((node) => instruction(node, begin(node), begin));
  return {
    memory,
    place: (node) => ({ at: begin(node), stride: node.width > 1 ? 1 : 0 }),
    run(x) {
      for (let i = 0; i < dimension; i++) memory[i] = x[i]!;
      execute(instructions, memory);
    },
  };
}
