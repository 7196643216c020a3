import type { Node, Pass } from './graph.js';
import * as wasm from './wasm-assembler.js';
import { type Code, f32, f32x4, f64, f64x2, global, local, v128 } from './wasm-assembler.js';
import { type Calling, type Locals, wasmFunction } from './wasm-function.js';
import { hasInstruction, type Numbers } from './wasm-instructions.js';
import { wasmModule } from './wasm-module.js';

/** Four float64 lanes, and the one of the elements after the last full group of four (see foldInFloat64). */
export const globalsPerSum = 5;

const float32: Numbers = {
  shift: 2,
  arithmetic: f32x4,
  constant: (value) => [f32.const(value), f32x4.splat],
  load: v128.load,
  store: v128.store,
  loadOne: v128.load32,
  storeOne: v128.store32,
  pairs: (vector) => [
    [vector, f64x2.promoteLow],
    [vector, vector, v128.highHalf, f64x2.promoteLow],
  ],
};

/** Size, a pointer for each tensor and output, and uniforms as arguments; sums in globals, to which each call adds. */
function byArguments({ tensors, outputs, uniforms }: Pass): Calling {
  const pointers = [...tensors, ...outputs].map(() => wasm.type.i32);
  return {
    parameters: [wasm.type.i32, ...pointers, ...uniforms.map(() => wasm.type.f32)],
    size: 0,
    addresses: 0,
    begin: (locals) =>
      eachLane(locals, (vector, lane, index) => [
        local.get(vector),
        global.get(index),
        f64x2.replaceLane(lane),
        local.set(vector),
      ]),
    end: (locals) =>
      eachLane(locals, (vector, lane, index) => [local.get(vector), f64x2.lane(lane), global.set(index)]),
    address: (index) => 1 + index,
    uniform: (index) => [local.get(1 + pointers.length + index), f32x4.splat],
  };
}

/** Visits the lanes of each reduction with the vector that they lie in and the global that keeps them. */
const eachLane = ({ sums }: Locals, visit: (vector: number, lane: number, index: number) => Code): Code =>
  sums.flatMap(([low, high, rest], sum) =>
    [low, low, high, high, rest].map((vector, lane) => visit(vector, lane & 1, globalsPerSum * sum + lane)),
  );

/**
 * A pass in float32 as a WebAssembly module with one function,
 *
 *     step(size: i32, a pointer for each tensor and output: i32…, uniforms: f32…)
 *
 * and the globals sum0, sum1, … for its reductions. Undefined where an operation has no SIMD form.
 */
export function float32Module(nodes: readonly Node[], pass: Pass, sharedMemory: boolean): Uint8Array | undefined {
  if (!pass.nodes.every((id) => hasInstruction(nodes[id].operation))) return undefined;
  const sum: Code = [wasm.type.f64, 1, f64.const(0), wasm.end];
  const names = pass.reductions.flatMap((_, index) =>
    Array.from({ length: globalsPerSum }, (_, lane) => `sum${globalsPerSum * index + lane}`),
  );
  const calling = byArguments(pass);
  const step = { name: 'step', parameters: calling.parameters, code: wasmFunction(nodes, pass, float32, calling) };
  return wasmModule([step], { globals: Object.fromEntries(names.map((name) => [name, sum])), sharedMemory });
}
