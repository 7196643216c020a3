import type { Node, Pass } from './graph.js';
import * as wasm from './wasm-assembler.js';
import { type Code, f64 } from './wasm-assembler.js';
import { globalsPerSum, parametersOf, wasmFunction } from './wasm-function.js';
import { instructions } from './wasm-instructions.js';

/**
 * A pass as a WebAssembly module with one function,
 *
 *     step(size: i32, a pointer for each tensor and output: i32…, uniforms: f32…)
 *
 * and the globals sum0, sum1, … for its reductions. Undefined where an operation has no SIMD form.
 */
export function wasmModule(nodes: readonly Node[], pass: Pass, sharedMemory: boolean): Uint8Array | undefined {
  if (!pass.nodes.every((id) => nodes[id].operation in instructions)) return undefined;
  const sum: Code = [wasm.type.f64, 1, f64.zero, wasm.end];
  const globals = pass.reductions.flatMap(() => Array<Code>(globalsPerSum).fill(sum));
  const limits: Code = sharedMemory ? [3, 0, wasm.u32(65536)] : [0, 0];
  const exported = (name: string, kind: number, index: number): Code => [wasm.name(name), kind, wasm.u32(index)];
  const exports = [exported('step', 0, 0), ...globals.map((_, index) => exported(`sum${index}`, 3, index))];
  const module: Code = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    wasm.section(1, wasm.vector([[0x60, wasm.vector(parametersOf(pass)), 0]])),
    wasm.section(2, wasm.vector([[wasm.name('env'), wasm.name('memory'), 2, limits]])),
    wasm.section(3, wasm.vector([0])),
    wasm.section(6, wasm.vector(globals)),
    wasm.section(7, wasm.vector(exports)),
    wasm.section(10, wasm.vector([wasm.sized(wasmFunction(nodes, pass))])),
  ];
  return new Uint8Array(wasm.bytes(module));
}
