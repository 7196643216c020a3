import type { Reduction } from '../rule/value.js';
import { folds } from './folds.js';
import type { Node, NodeId, Pass } from './graph.js';
import { isCondition } from './operations.js';
import * as wasm from './wasm-assembler.js';
import { type Code, i32, local } from './wasm-assembler.js';
import { combinings, instructionOf, type Numbers } from './wasm-instructions.js';

/** How a pass's function is called: what its parameters are, and where arrays, scalars and sums are found by them. */
export interface Calling {
  readonly parameters: readonly Code[];
  /** The parameter that is the number of elements. */
  readonly size: number;
  /** How many addresses it keeps in locals of their own. */
  readonly addresses: number;
  /** What is done before and after all else. */
  begin(locals: Locals): Code;
  end(locals: Locals): Code;
  /** The local that holds the address of a tensor, or of an output, which are counted after them. */
  address(index: number, locals: Locals): number;
  /** A uniform in all lanes; `index` is its place among the pass's. */
  uniform(index: number): Code;
}

/** The vectors of a reduction: lanes 0 and 1, lanes 2 and 3, and, in its lane 0, what is left over (see `foldInFloat64`). */
export type SumVectors = readonly [low: number, high: number, rest: number];

/** What the locals of a pass's function hold, by number: its parameters, two counters, addresses, and vectors. */
export class Locals {
  /** Of the element at hand, in bytes. */
  readonly offset: number;
  readonly limit: number;
  readonly sums: readonly SumVectors[];
  private readonly vectors = new Map<NodeId, number>();

  constructor(
    { reductions }: Pass,
    private readonly calling: Calling,
  ) {
    this.offset = calling.parameters.length;
    this.limit = this.offset + 1;
    this.sums = reductions.map((_, index) => {
      const [low, high, rest] = [1, 2, 3].map((part) => this.vectorOf(-3 * index - part));
      return [low, high, rest] as const;
    });
  }

  /** One of those that the calling keeps. */
  address(index: number): number {
    return this.limit + 1 + index;
  }

  vectorOf(id: NodeId): number {
    const found = this.vectors.get(id) ?? this.address(this.calling.addresses) + this.vectors.size;
    this.vectors.set(id, found);
    return found;
  }

  /** Declares what has been asked for so far. */
  declare(): Code {
    return wasm.vector([
      [wasm.u32(2 + this.calling.addresses), wasm.type.i32],
      [wasm.u32(this.vectors.size), wasm.type.v128],
    ]);
  }
}

/** Bytes of a vector. */
const vectorBytes = 16;

/**
 * The locals and the code of a pass's function. Its body stands there for four elements at a time, in as many vectors as
 * they need, and for one, in lane 0, of those left over; so both agree by construction.
 */
export function wasmFunction(nodes: readonly Node[], pass: Pass, numbers: Numbers, calling: Calling): Code {
  const locals = new Locals(pass, calling);
  const { offset, limit } = locals;
  const { load, store, loadOne, storeOne, shift } = numbers;
  const bytesOfFour = 4 << shift;
  const parts = Array.from({ length: bytesOfFour / vectorBytes }, (_, part) => part);
  const size = local.get(calling.size);
  const fullGroups: Code = [size, i32.const(-4), i32.and, i32.const(shift), i32.shl, local.set(limit)];
  const everything: Code = [size, i32.const(shift), i32.shl, local.set(limit)];
  const body = bodyOf(nodes, pass, numbers, { locals, calling });
  const four = parts.map((part) => body(load(vectorBytes * part), store(vectorBytes * part), part));
  const code: Code = [
    calling.begin(locals),
    spread(nodes, pass, numbers, { locals, calling }),
    [fullGroups, wasm.countUp(offset, limit, bytesOfFour, four)],
    [everything, wasm.countUp(offset, limit, 1 << shift, body(loadOne, storeOne, 'rest'))],
    calling.end(locals),
    wasm.end,
  ];
  return [locals.declare(), code];
}

interface Places {
  readonly locals: Locals;
  readonly calling: Calling;
}

/** Uniforms and constants in all lanes. */
function spread(
  nodes: readonly Node[],
  pass: Pass,
  { arithmetic, constant }: Numbers,
  { locals, calling }: Places,
): Code {
  const used = new Set([...pass.outputs.map(({ node }) => node), ...pass.nodes.flatMap((id) => nodes[id].operands)]);
  return [
    pass.uniforms.map((id, index) => {
      const asMask: Code = isCondition(nodes[id].operation) ? [constant(0), arithmetic.notEqual] : [];
      return [calling.uniform(index), asMask, local.set(locals.vectorOf(id))];
    }),
    [...used]
      .filter((id) => nodes[id].operation === 'constant')
      .map((id) => [constant(nodes[id].value!), local.set(locals.vectorOf(id))]),
  ];
}

/** Loads, computes, adds up and stores, at the present offset: one vector of four elements, or one element of the rest. */
function bodyOf(nodes: readonly Node[], pass: Pass, numbers: Numbers, { locals, calling }: Places) {
  const value = (id: NodeId) => local.get(locals.vectorOf(id));
  const at = (index: number): Code => [local.get(calling.address(index, locals)), local.get(locals.offset), i32.add];
  const addUp = (vector: number, pair: Code, id: NodeId): Code => {
    const { take, ofTwo } = combinings[folds[nodes[id].operation as Reduction].name];
    return [local.get(vector), take(pair), ofTwo, local.set(vector)];
  };
  return (load: Code, store: Code, part: number | 'rest'): Code => [
    pass.tensors.map(({ node }, index) => [at(index), load, local.set(locals.vectorOf(node))]),
    pass.nodes.map((id) => {
      const [a, b, c] = nodes[id].operands.map(value);
      return [instructionOf(nodes[id].operation, numbers)(a, b, c), local.set(locals.vectorOf(id))];
    }),
    pass.reductions.map((id, sum) => {
      const pairs = numbers.pairs(value(nodes[id].operands[0]));
      if (part === 'rest') return addUp(locals.sums[sum][2], pairs[0], id);
      return pairs.map((pair, index) => addUp(locals.sums[sum][part + index], pair, id));
    }),
    pass.outputs.map(({ node }, index) => [at(pass.tensors.length + index), value(node), store]),
  ];
}
