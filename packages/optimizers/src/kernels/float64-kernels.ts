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

/** Over how many elements a loop goes in about the time that a kernel takes to be made. */
export const patience = 2 ** 13;

/**
 * What carries out the passes of a program over a memory; undefined for those that have nothing to do. A loop does, until a
 * kernel is worth its making: the numbers are the same. A program is compiled once in a process, and its arrays must be numbered
 * alike each time.
 */
export function sweepsOf(program: Program, arrays: Arrays, memory: Memory): readonly (Sweep | undefined)[] {
  let exports: WebAssembly.Exports | undefined;
  const kernel = (index: number) => {
    exports ??= instanceOf(program, arrays, memory);
    return exports?.[`pass${index}`] as Sweep | undefined;
  };
  return program.passes.map((pass, index) => {
    if (isIdle(pass)) return undefined;
    const left = !hasKernels(memory) ? Number.POSITIVE_INFINITY : modules.has(program) ? 0 : patience;
    const loop = (size: number) => loopOver(program.nodes, pass, arrays, { buffer: memory.buffer, size });
    return soon(left, loop, () => kernel(index));
  });
}

/** A loop over so many elements, in blocks for the longest stretch so far, and then a kernel for good, if there is one. */
function soon(elements: number, loop: (size: number) => Sweep, kernel: () => Sweep | undefined): Sweep {
  let left = elements;
  let longest = -1;
  let own: Sweep | undefined;
  return (start, size, stride, table) => {
    if (left >= 0) {
      left -= size;
      const found = left < 0 ? kernel() : undefined;
      if (found) own = found;
      else if (size > longest) {
        own = loop(size);
        longest = size;
      }
    }
    own!(start, size, stride, table);
  };
}

const hasKernels = (memory: Memory): memory is WebAssembly.Memory =>
  typeof WebAssembly !== 'undefined' && memory instanceof WebAssembly.Memory;

function instanceOf(program: Program, arrays: Arrays, memory: Memory): WebAssembly.Exports | undefined {
  const module = modules.get(program) ?? compiled(program, arrays);
  modules.set(program, module);
  return module === 'none'
    ? undefined
    : new WebAssembly.Instance(module, { env: { memory: memory as unknown as WebAssembly.Memory } }).exports;
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
