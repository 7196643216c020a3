// What runs in the browser: the same measuring as in Node. Called by browser-bench.ts.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import { measure } from './measure.js';
import { rendererOf } from './renderer.js';
import { measureWhole } from './whole/measure-whole.js';

setWasmPaths('/wasm/');

const page = {
  /** Makes tf use a backend, and tells what that computes on. */
  async start(backend: string): Promise<string | undefined> {
    if (!(await tf.setBackend(backend))) throw new Error(`${backend} does not start there`);
    return rendererOf(tf.backend());
  },
  measure,
  measureWhole,
};
export type SpeedPage = typeof page;

Object.assign(globalThis, { page });
