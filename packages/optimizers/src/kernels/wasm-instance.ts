import type { Reduction } from '../rule/value.js';
import { float32Module, globalsPerSum } from './float32-module.js';
import { combineLanes, folds } from './folds.js';
import type { Node, Pass } from './graph.js';

/** A compiled pass over a memory. */
export interface WasmInstance {
  /** Takes size, pointers and uniforms in one list, such as `args`. */
  readonly run: (args: readonly number[]) => void;
  /** Kept from call to call. It is made of no numbers, as from a list of nothing else each call would box them anew. */
  readonly args: number[];
  readonly clearSums: () => void;
  readonly readSums: (sums: number[]) => void;
}

/** Compiles a pass once, for any number of memories; undefined where that cannot be done. */
export function wasmInstances(
  nodes: readonly Node[],
  pass: Pass,
  shared: boolean,
): ((memory: WebAssembly.Memory) => WasmInstance) | undefined {
  const bytes = typeof WebAssembly === 'undefined' ? undefined : float32Module(nodes, pass, shared);
  if (!bytes) return undefined;
  try {
    const module = new WebAssembly.Module(bytes as BufferSource);
    return (memory) => instantiate(module, memory, nodes, pass);
  } catch {
    return undefined; // no SIMD, or a content security policy without wasm-unsafe-eval
  }
}

function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  nodes: readonly Node[],
  pass: Pass,
): WasmInstance {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const step = exports.step as (...numbers: number[]) => void;
  const sums = pass.reductions.map((_, sum) =>
    Array.from({ length: globalsPerSum }, (_, i) => exports[`sum${globalsPerSum * sum + i}`] as WebAssembly.Global),
  );
  const foldOf = pass.reductions.map((id) => folds[nodes[id].operation as Reduction]);
  return {
    run: (args) => step(...args),
    args: Array(1 + pass.tensors.length + pass.outputs.length + pass.uniforms.length).fill(undefined),
    clearSums: () => {
      for (const [sum, globals] of sums.entries()) for (const global of globals) global.value = foldOf[sum].start;
    },
    readSums: (results) =>
      sums.forEach((globals, sum) => {
        results[sum] = combineLanes(
          foldOf[sum],
          globals.map(({ value }) => value),
        );
      }),
  };
}
