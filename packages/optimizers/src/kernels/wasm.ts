import type * as tf from '@tensorflow/tfjs-core';
import type { Node, Pass } from './graph.js';
import { hostMemory } from './host-memory.js';
import type { PassKernel } from './pass-kernel.js';
import { arraysKernel } from './wasm-arrays.js';
import { heapKernel } from './wasm-heap.js';

/** Compiles a pass for a backend whose data lie in host memory; undefined where that cannot be done. */
export function wasmKernel(backend: tf.KernelBackend, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const host = hostMemory(backend);
  if (!host) return undefined;
  return host.kind === 'heap' ? heapKernel(host, nodes, pass) : arraysKernel(host, nodes, pass);
}
