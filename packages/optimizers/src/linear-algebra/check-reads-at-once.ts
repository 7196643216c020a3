import * as tf from '@tensorflow/tfjs-core';

/** Throws where numbers cannot be read within a step: tfjs's webgpu reads at once by way of a canvas, which Node has not. */
export function checkReadsAtOnce(owner: string, backend = tf.getBackend()): void {
  if (backend !== 'webgpu' || typeof OffscreenCanvas !== 'undefined') return;
  throw new Error(
    `${owner} reads numbers within a step, which the backend webgpu can only give in a browser; use wasm or cpu.`,
  );
}
