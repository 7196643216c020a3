/// <reference types="@webgpu/types" />
// What every page of tests offers: its backend, started and looked after. Called by pages.ts.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';

setWasmPaths('/wasm/');

async function start(backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} does not start`);
}

/** Whether a GPU backend of this page has lost its device: what it has answered since then says nothing. */
async function isLost(): Promise<boolean> {
  const { webgl, webgpu } = tf.engine().registry as unknown as {
    webgl?: { gpgpu: { gl: WebGL2RenderingContext } };
    webgpu?: { device: GPUDevice };
  };
  const aWhile = new Promise<undefined>((resolve) => setTimeout(resolve, 0));
  return webgl?.gpgpu.gl.isContextLost() || (await Promise.race([webgpu?.device.lost, aWhile])) !== undefined;
}

export const machine = { start, isLost };
export type PageMachine = typeof machine;
Object.assign(globalThis, { machine });
