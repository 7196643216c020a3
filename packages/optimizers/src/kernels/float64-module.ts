import type { Reduction } from '../rule/value.js';
import { folds } from './folds.js';
import { isIdle, type Node, type Pass, type Program } from './graph.js';
import * as wasm from './wasm-assembler.js';
import { type Code, local } from './wasm-assembler.js';
import { f64, f64x2, i32, v128 } from './wasm-float64.js';
import { type Calling, type Locals, wasmFunction } from './wasm-function.js';
import { hasInstruction, type Numbers } from './wasm-instructions.js';
import { wasmModule } from './wasm-module.js';

/** Which arrays of a run a program reads and writes, by the names of its tensors and outputs. */
export interface Arrays {
  read(name: string): number;
  write(name: string): number;
}

const float64: Numbers = {
  shift: 3,
  arithmetic: f64x2,
  constant: (value) => [f64.const(value), f64x2.splat],
  load: v128.load,
  store: v128.store,
  loadOne: v128.load64,
  storeOne: v128.store64,
  pairs: (vector) => [vector],
};

const [start, size, stride, table] = [0, 1, 2, 3];

/**
 * Array k is at start + k·stride; scalars are in a table of one float64 for each node, where reductions go too, whole:
 * what is called does not depend on how many there are.
 */
function byTable(nodes: readonly Node[], { tensors, outputs, uniforms, reductions }: Pass, arrays: Arrays): Calling {
  const places = [...tensors.map(({ name }) => arrays.read(name)), ...outputs.map(({ name }) => arrays.write(name))];
  const used = [...new Set(places)];
  const whole = (id: number, [low, high, rest]: readonly number[]): Code => {
    const ofOne = folds[nodes[id].operation as Reduction].name === 'max' ? f64.max : f64.add;
    const lane = (vector: number, index: number): Code => [local.get(vector), f64x2.lane(index)];
    const pair = (vector: number): Code => [lane(vector, 0), lane(vector, 1), ofOne];
    return [local.get(table), pair(low), pair(high), ofOne, lane(rest, 0), ofOne, f64.store(8 * id)];
  };
  return {
    parameters: Array<Code>(4).fill(wasm.type.i32),
    size,
    addresses: used.length,
    begin: (locals) => [
      used.map((place, index) => {
        const beyond: Code = [local.get(stride), i32.const(place), i32.mul];
        return [local.get(start), beyond, i32.add, local.set(locals.address(index))];
      }),
      reductions.map((id, sum) => {
        const first = float64.constant(folds[nodes[id].operation as Reduction].start);
        return locals.sums[sum].map((vector) => [first, local.set(vector)]);
      }),
    ],
    end: ({ sums }: Locals) => reductions.map((id, sum) => whole(id, sums[sum])),
    address: (index, locals) => locals.address(used.indexOf(places[index])),
    uniform: (index) => [local.get(table), v128.splat64(8 * uniforms[index])],
  };
}

/**
 * A program in float64 as a WebAssembly module with one function for each pass that has something to do,
 *
 *     pass0(start: i32, size: i32, stride: i32, table: i32)
 *
 * where all but `size` are in bytes. Undefined where an operation has no SIMD form.
 */
export function float64Module({ nodes, passes }: Program, arrays: Arrays): Uint8Array | undefined {
  if (!passes.every((pass) => pass.nodes.every((id) => hasInstruction(nodes[id].operation)))) return undefined;
  return wasmModule(
    passes.flatMap((pass, index) => {
      if (isIdle(pass)) return [];
      const calling = byTable(nodes, pass, arrays);
      const code = wasmFunction(nodes, pass, float64, calling);
      return [{ name: `pass${index}`, parameters: calling.parameters, code }];
    }),
  );
}
