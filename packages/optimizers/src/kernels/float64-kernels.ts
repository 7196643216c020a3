import { loopOver, type Sweep } from './float64-loop.js';
import { type Arrays, float64Module } from './float64-module.js';
import { isIdle, type Program } from './graph.js';
import { pagesOf } from './wasm-memory.js';

/** Memory for a run: that of kernels where there is WebAssembly. It never grows, so views of it stay. */
export interface Memory {
  readonly buffer: ArrayBuffer;
}

export function memoryOf(bytes: number): Memory {
  if (typeof WebAssembly === 'undefined') return { buffer: new ArrayBuffer(bytes) };
  const pages = pagesOf(bytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages }) as unknown as Memory;
}

const modules = new WeakMap<Program, WebAssembly.Module | 'none'>();

/**
 * What carries out the passes of a program over a memory; undefined for those that have nothing to do. A program is
 * compiled once in a process, and its arrays must be numbered alike each time.
 */
export function sweepsOf(program: Program, arrays: Arrays, memory: Memory): readonly (Sweep | undefined)[] {
  const exports = instanceOf(program, arrays, memory);
  const sweep = (index: number) =>
    (exports?.[`pass${index}`] as Sweep | undefined) ??
    loopOver(program.nodes, program.passes[index], arrays, memory.buffer);
  return program.passes.map((pass, index) => (isIdle(pass) ? undefined : sweep(index)));
}

function instanceOf(program: Program, arrays: Arrays, memory: Memory): WebAssembly.Exports | undefined {
  if (typeof WebAssembly === 'undefined' || !(memory instanceof WebAssembly.Memory)) return undefined;
  const module = modules.get(program) ?? compiled(program, arrays);
  modules.set(program, module);
  return module === 'none' ? undefined : new WebAssembly.Instance(module, { env: { memory } }).exports;
}

/** Nothing where an operation has no instruction, or there is no SIMD, or a policy forbids it (no wasm-unsafe-eval). */
function compiled(program: Program, arrays: Arrays): WebAssembly.Module | 'none' {
  try {
    const bytes = float64Module(program, arrays);
    return bytes ? new WebAssembly.Module(bytes as BufferSource) : 'none';
  } catch {
    return 'none';
  }
}
