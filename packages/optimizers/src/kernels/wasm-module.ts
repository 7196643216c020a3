import type { Reduction } from '../rule/value.js';
import { folds } from './folds.js';
import type { Node, NodeId, Pass } from './graph.js';
import { type Elementwise, isCondition } from './operations.js';
import * as wasm from './wasm-assembler.js';
import { type Code, f32, f32x4, f64, f64x2, global, i32, local, v128 } from './wasm-assembler.js';

/** Instructions of the operations that have a SIMD form, given those of their operands. */
const instructions: Readonly<Partial<Record<Elementwise, (a: Code, b: Code, c: Code) => Code>>> = {
  add: (a, b) => [a, b, f32x4.add],
  sub: (a, b) => [a, b, f32x4.sub],
  mul: (a, b) => [a, b, f32x4.mul],
  div: (a, b) => [a, b, f32x4.div],
  neg: (a) => [a, f32x4.neg],
  abs: (a) => [a, f32x4.abs],
  square: (a) => [a, a, f32x4.mul],
  sqrt: (a) => [a, f32x4.sqrt],
  greater: (a, b) => [a, b, f32x4.greater],
  greaterEqual: (a, b) => [a, b, f32x4.greaterEqual],
  less: (a, b) => [a, b, f32x4.less],
  lessEqual: (a, b) => [a, b, f32x4.lessEqual],
  equal: (a, b) => [a, b, f32x4.equal],
  logicalAnd: (a, b) => [a, b, v128.and],
  logicalOr: (a, b) => [a, b, v128.or],
  logicalNot: (a) => [a, v128.not],
  where: (condition, a, b) => [a, b, condition, v128.bitselect],
};

/** Instructions of a fold: what it takes of a pair of float64, and how it combines two pairs, or two float64. */
interface Combining {
  readonly ofTwo: Code;
  readonly ofOne: Code;
  readonly take: (pair: Code) => Code;
}

const adding: Combining = { ofTwo: f64x2.add, ofOne: f64.add, take: (pair) => pair };
const combinings: Readonly<Record<(typeof folds)[Reduction]['name'], Combining>> = {
  sum: adding,
  sumOfSquares: { ...adding, take: (pair) => [pair, pair, f64x2.mul] },
  max: { ...adding, ofTwo: f64x2.max, ofOne: f64.max },
};

/** Four float64 lanes, and the one of the elements after the last full group of four (see foldInFloat64). */
export const globalsPerSum = 5;

/**
 * A pass as a WebAssembly module with one function,
 *
 *     step(size: i32, a pointer for each tensor and output: i32…, uniforms: f32…)
 *
 * Its body stands there twice: for four elements at a time, and for one, in lane 0, of those left over; so both agree
 * by construction. Reductions are added to the globals sum0, sum1, …. Undefined where an operation has no SIMD form.
 */
export function wasmModule(nodes: readonly Node[], pass: Pass, sharedMemory: boolean): Uint8Array | undefined {
  if (!pass.nodes.every((id) => nodes[id].operation in instructions)) return undefined;

  const pointerCount = pass.tensors.length + pass.outputs.length;
  const parameters = [
    wasm.type.i32,
    ...Array(pointerCount).fill(wasm.type.i32),
    ...pass.uniforms.map(() => wasm.type.f32),
  ];
  const size = 0;
  const pointer = (index: number) => 1 + index;
  const uniform = (index: number) => 1 + pointerCount + index;
  const offset = parameters.length; // of the element at hand, in bytes
  const limit = offset + 1;

  // A vector for every node, and two of float64 for every sum.
  const firstVector = limit + 1;
  const vectors = new Map<NodeId, number>();
  const vectorOf = (id: NodeId) => {
    const found = vectors.get(id) ?? firstVector + vectors.size;
    vectors.set(id, found);
    return found;
  };
  const sums = pass.reductions.map((_, index) => [vectorOf(-1 - 2 * index), vectorOf(-2 - 2 * index)]);

  const constants = new Set([
    ...pass.outputs.map(({ node }) => node),
    ...pass.nodes.flatMap((id) => nodes[id].operands),
  ]);
  const prologue: Code = [
    pass.uniforms.map((id, index) => {
      const asMask: Code = isCondition(nodes[id].operation) ? [f32.const(0), f32x4.splat, f32x4.notEqual] : [];
      return [local.get(uniform(index)), f32x4.splat, asMask, local.set(vectorOf(id))];
    }),
    [...constants]
      .filter((id) => nodes[id].operation === 'constant')
      .map((id) => [f32.const(nodes[id].value!), f32x4.splat, local.set(vectorOf(id))]),
  ];

  const value = (id: NodeId) => local.get(vectorOf(id));
  const address = (index: number): Code => [local.get(pointer(index)), local.get(offset), i32.add];
  const body = (load: Code, store: Code, addUp: (sum: number, summand: Code, combine: Combining) => Code): Code => [
    pass.tensors.map(({ node }, index) => [address(index), load, local.set(vectorOf(node))]),
    pass.nodes.map((id) => {
      const [a, b, c] = nodes[id].operands.map(value);
      return [instructions[nodes[id].operation as Elementwise]!(a, b, c), local.set(vectorOf(id))];
    }),
    pass.reductions.map((id, index) =>
      addUp(index, value(nodes[id].operands[0]), combinings[folds[nodes[id].operation as Reduction].name]),
    ),
    pass.outputs.map(({ node }, index) => [address(pass.tensors.length + index), value(node), store]),
  ];
  const addFour = (sum: number, summand: Code, { ofTwo, take }: Combining): Code => {
    const [low, high] = sums[sum];
    return [
      [local.get(low), take([summand, f64x2.promoteLow]), ofTwo, local.set(low)],
      [local.get(high), take([summand, summand, v128.highHalf, f64x2.promoteLow]), ofTwo, local.set(high)],
    ];
  };
  const addOne = (sum: number, summand: Code, { ofOne, take }: Combining): Code => {
    const rest = globalsPerSum * sum + 4;
    return [global.get(rest), take([summand, f64x2.promoteLow]), f64x2.lane(0), ofOne, global.set(rest)];
  };
  const eachLane = (visit: (vector: number, lane: number, index: number) => Code): Code =>
    sums.flatMap(([low, high], sum) =>
      [low, low, high, high].map((vector, lane) => visit(vector, lane & 1, globalsPerSum * sum + lane)),
    );

  const fullGroups: Code = [local.get(size), i32.const(-4), i32.and, i32.const(2), i32.shl, local.set(limit)];
  const everything: Code = [local.get(size), i32.const(2), i32.shl, local.set(limit)];
  const code: Code = [
    prologue,
    eachLane((vector, lane, index) => [
      local.get(vector),
      global.get(index),
      f64x2.replaceLane(lane),
      local.set(vector),
    ]),
    [fullGroups, wasm.countUp(offset, limit, 16, body(v128.load, v128.store, addFour))],
    eachLane((vector, lane, index) => [local.get(vector), f64x2.lane(lane), global.set(index)]),
    [everything, wasm.countUp(offset, limit, 4, body(v128.load32, v128.store32, addOne))],
    wasm.end,
  ];
  const locals = wasm.vector([
    [2, wasm.type.i32],
    [wasm.u32(vectors.size), wasm.type.v128],
  ]);

  const globals = sums.flatMap(() => Array(globalsPerSum).fill([wasm.type.f64, 1, f64.zero, wasm.end]) as Code[]);
  const limits: Code = sharedMemory ? [3, 0, wasm.u32(65536)] : [0, 0];
  const exported = (name: string, kind: number, index: number): Code => [wasm.name(name), kind, wasm.u32(index)];
  const module: Code = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    wasm.section(1, wasm.vector([[0x60, wasm.vector(parameters), 0]])),
    wasm.section(2, wasm.vector([[wasm.name('env'), wasm.name('memory'), 2, limits]])),
    wasm.section(3, wasm.vector([0])),
    wasm.section(6, wasm.vector(globals)),
    wasm.section(
      7,
      wasm.vector([exported('step', 0, 0), ...globals.map((_, index) => exported(`sum${index}`, 3, index))]),
    ),
    wasm.section(10, wasm.vector([wasm.sized([locals, code])])),
  ];
  return new Uint8Array(wasm.bytes(module));
}
