import type { Reduction } from '../rule/value.js';
import { folds } from './folds.js';
import type { Node, NodeId, Pass } from './graph.js';
import { type Elementwise, isCondition } from './operations.js';
import * as wasm from './wasm-assembler.js';
import { type Code, f32, f32x4, f64x2, global, i32, local, v128 } from './wasm-assembler.js';
import { type Combining, combinings, instructions } from './wasm-instructions.js';

/** Four float64 lanes, and the one of the elements after the last full group of four (see foldInFloat64). */
export const globalsPerSum = 5;

/** The types of a pass's parameters: the size, a pointer for each tensor and output, and the uniforms. */
export const parametersOf = ({ tensors, outputs, uniforms }: Pass): Code[] => [
  wasm.type.i32,
  ...[...tensors, ...outputs].map(() => wasm.type.i32),
  ...uniforms.map(() => wasm.type.f32),
];

/** What the locals of a pass's function hold, by number: its parameters, two counters, and vectors. */
class Locals {
  readonly size = 0;
  /** Of the element at hand, in bytes. */
  readonly offset: number;
  readonly limit: number;
  /** Two vectors of float64 for each reduction. */
  readonly sums: readonly (readonly [low: number, high: number])[];
  private readonly vectors = new Map<NodeId, number>();

  constructor(private readonly pass: Pass) {
    this.offset = parametersOf(pass).length;
    this.limit = this.offset + 1;
    this.sums = pass.reductions.map((_, index) => [this.vectorOf(-1 - 2 * index), this.vectorOf(-2 - 2 * index)]);
  }

  pointer(index: number): number {
    return 1 + index;
  }

  uniform(index: number): number {
    return 1 + this.pass.tensors.length + this.pass.outputs.length + index;
  }

  vectorOf(id: NodeId): number {
    const found = this.vectors.get(id) ?? this.limit + 1 + this.vectors.size;
    this.vectors.set(id, found);
    return found;
  }

  /** Declares what has been asked for so far. */
  declare(): Code {
    return wasm.vector([
      [2, wasm.type.i32],
      [wasm.u32(this.vectors.size), wasm.type.v128],
    ]);
  }
}

/** Adds a vector to a reduction. */
type AddUp = (sum: number, summand: Code, combining: Combining) => Code;

/**
 * The locals and the code of a pass's function. Its body stands there twice: for four elements at a time, and for one, in
 * lane 0, of those left over; so both agree by construction. Reductions are added to the globals sum0, sum1, ….
 */
export function wasmFunction(nodes: readonly Node[], pass: Pass): Code {
  const locals = new Locals(pass);
  const { size, offset, limit } = locals;
  const fullGroups: Code = [local.get(size), i32.const(-4), i32.and, i32.const(2), i32.shl, local.set(limit)];
  const everything: Code = [local.get(size), i32.const(2), i32.shl, local.set(limit)];
  const body = bodyOf(nodes, pass, locals);
  const code: Code = [
    spread(nodes, pass, locals),
    eachLane(locals, (vector, lane, index) => [
      local.get(vector),
      global.get(index),
      f64x2.replaceLane(lane),
      local.set(vector),
    ]),
    [fullGroups, wasm.countUp(offset, limit, 16, body(v128.load, v128.store, addFour(locals)))],
    eachLane(locals, (vector, lane, index) => [local.get(vector), f64x2.lane(lane), global.set(index)]),
    [everything, wasm.countUp(offset, limit, 4, body(v128.load32, v128.store32, addOne))],
    wasm.end,
  ];
  return [locals.declare(), code];
}

/** Uniforms and constants in all lanes. */
function spread(nodes: readonly Node[], pass: Pass, locals: Locals): Code {
  const used = new Set([...pass.outputs.map(({ node }) => node), ...pass.nodes.flatMap((id) => nodes[id].operands)]);
  return [
    pass.uniforms.map((id, index) => {
      const asMask: Code = isCondition(nodes[id].operation) ? [f32.const(0), f32x4.splat, f32x4.notEqual] : [];
      return [local.get(locals.uniform(index)), f32x4.splat, asMask, local.set(locals.vectorOf(id))];
    }),
    [...used]
      .filter((id) => nodes[id].operation === 'constant')
      .map((id) => [f32.const(nodes[id].value!), f32x4.splat, local.set(locals.vectorOf(id))]),
  ];
}

/** Loads, computes, adds up and stores, at the present offset. */
function bodyOf(nodes: readonly Node[], pass: Pass, locals: Locals) {
  const value = (id: NodeId) => local.get(locals.vectorOf(id));
  const address = (index: number): Code => [local.get(locals.pointer(index)), local.get(locals.offset), i32.add];
  return (load: Code, store: Code, addUp: AddUp): Code => [
    pass.tensors.map(({ node }, index) => [address(index), load, local.set(locals.vectorOf(node))]),
    pass.nodes.map((id) => {
      const [a, b, c] = nodes[id].operands.map(value);
      return [instructions[nodes[id].operation as Elementwise]!(a, b, c), local.set(locals.vectorOf(id))];
    }),
    pass.reductions.map((id, index) =>
      addUp(index, value(nodes[id].operands[0]), combinings[folds[nodes[id].operation as Reduction].name]),
    ),
    pass.outputs.map(({ node }, index) => [address(pass.tensors.length + index), value(node), store]),
  ];
}

const addFour =
  ({ sums }: Locals): AddUp =>
  (sum, summand, { ofTwo, take }) => {
    const [low, high] = sums[sum];
    return [
      [local.get(low), take([summand, f64x2.promoteLow]), ofTwo, local.set(low)],
      [local.get(high), take([summand, summand, v128.highHalf, f64x2.promoteLow]), ofTwo, local.set(high)],
    ];
  };

const addOne: AddUp = (sum, summand, { ofOne, take }) => {
  const rest = globalsPerSum * sum + 4;
  return [global.get(rest), take([summand, f64x2.promoteLow]), f64x2.lane(0), ofOne, global.set(rest)];
};

/** Visits the four lanes of each reduction with the vector that they lie in and the global that keeps them. */
const eachLane = ({ sums }: Locals, visit: (vector: number, lane: number, index: number) => Code): Code =>
  sums.flatMap(([low, high], sum) =>
    [low, low, high, high].map((vector, lane) => visit(vector, lane & 1, globalsPerSum * sum + lane)),
  );
