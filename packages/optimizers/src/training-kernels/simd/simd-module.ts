import { memoize } from '../../kernels/memoize.js';
import { type } from '../../kernels/wasm-assembler.js';
import { isShared } from '../../kernels/wasm-memory.js';
import { wasmModule } from '../../kernels/wasm-module.js';
import { exponential } from './exponential.js';
import { maxPoolGradient } from './max-pool-gradient.js';
import { multiply } from './multiply.js';
import { multiplyAdd } from './multiply-add.js';
import { normalize } from './normalize.js';
import { pack } from './pack.js';
import { sumRows } from './sum-rows.js';
import type { WasmFunction } from './wasm-code.js';

const functions = { pack, multiply, multiplyAdd, maxPoolGradient, sumRows, normalize, exponential };

/** The module's functions. Each takes a number for each of its parameters. */
export type Simd = { readonly [Name in keyof typeof functions]: Call<(typeof functions)[Name]> };
type Call<F> =
  F extends WasmFunction<infer Parameters> ? (...given: { [Index in keyof Parameters]: number }) => void : never;

/**
 * The functions, at work on a memory.
 *
 * @throws CompileError where there is no SIMD, or under a content security policy without wasm-unsafe-eval.
 */
export function instantiateSimd(memory: WebAssembly.Memory): Simd {
  return new WebAssembly.Instance(moduleFor(Number(isShared(memory))), { env: { memory } }).exports as unknown as Simd;
}

function compile(sharedMemory: boolean): WebAssembly.Module {
  const all = Object.entries<WasmFunction>(functions).map(([name, { parameters, code }]) => ({
    name,
    parameters: parameters.map(() => type.i32),
    code: code(),
  }));
  return new WebAssembly.Module(wasmModule(all, { sharedMemory }) as BufferSource);
}
const moduleFor = memoize((shared: number) => compile(shared === 1));

/** Whether it can be compiled here. */
export function hasSimd(): boolean {
  try {
    return moduleFor(0) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}
