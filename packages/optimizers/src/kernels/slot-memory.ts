import * as tf from '@tensorflow/tfjs-core';
import { type CpuData, hostMemory } from './host-memory.js';
import { pagesOf } from './wasm-memory.js';

// On cpu a kernel has a memory of its own, and what it works on is copied there and back. Slots are the optimizer's
// alone, so those of a large model live in such a memory. Each holds the slots that it was made for and never grows,
// and is gone with the last of them.

/** Bytes of a tensor that a kernel works on at a time: few enough that the parts of a step stay in cache. */
export const chunkBytes = 16384;
/** So many parts of other tensors have a place before the slots. */
export const scratchPlaces = 16;
/** Below, a memory costs more than it saves. */
const leastBytes = 2 ** 18;

const memories = new WeakMap<ArrayBufferLike, WebAssembly.Memory>();

/** The memory in which these values live; undefined if in none. */
export const memoryOf = ({ buffer }: Float32Array): WebAssembly.Memory | undefined => memories.get(buffer);

/** A memory with room for parts of so many tensors, and so many bytes after them. */
export const scratchMemory = (places: number, bytes = 0): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: pagesOf(places * chunkBytes + bytes) });

/**
 * Moves slots into a new memory; leaves them where they are if they are small, or if there is no room.
 *
 * @returns whether they have moved.
 */
export function moveIn(slots: readonly CpuData[]): boolean {
  const paddedBytes = ({ values }: CpuData) => Math.ceil(values.byteLength / 16) * 16;
  const bytes = slots.reduce((sum, slot) => sum + paddedBytes(slot), 0);
  if (bytes < leastBytes) return false;
  let memory: WebAssembly.Memory;
  try {
    memory = scratchMemory(scratchPlaces, bytes);
  } catch {
    return false;
  }
  memories.set(memory.buffer, memory);
  let offset = scratchPlaces * chunkBytes;
  for (const slot of slots) {
    const values = new Float32Array(memory.buffer, offset, slot.values.length);
    values.set(slot.values);
    slot.values = values;
    offset += paddedBytes(slot);
  }
  return true;
}

/** Gives a slot that somebody is to see an array of its own. */
export function moveOut({ dataId }: tf.TensorInfo): void {
  const host = hostMemory(tf.backend());
  if (host?.kind !== 'arrays') return;
  const data = host.backend.data.get(dataId);
  if (memoryOf(data.values)) data.values = data.values.slice();
}
