import { createRequire } from 'node:module';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { InputError } from '../cli/input-error.js';
import { backendNames, defaultBackend } from './backend-names.js';

/** A backend, and why it is this one. */
export interface BackendChoice {
  readonly backend: string;
  readonly because: string;
}

interface Source {
  readonly backend: string;
  /** Makes the backend known to tf. Throws where it cannot be had. */
  load(): Promise<unknown>;
}

const nativeSource = (packageName: string): Source => ({
  backend: 'tensorflow',
  load: () => import(packageName), // optional peers: a variable name keeps the compiler from asking for them
});

/** Dawn, as the package `webgpu` brings it to Node, in the place where tfjs looks for a browser's GPU. */
async function loadWebGPU(): Promise<void> {
  const dawn = 'webgpu'; // an optional peer, as below
  const { create, globals } = await import(dawn);
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]) }, configurable: true });
  if (!(await navigator.gpu.requestAdapter())) throw new Error('there is no GPU adapter');
  await import('@tensorflow/tfjs-backend-webgpu');
}

const sources: Readonly<Record<string, Source>> = {
  '@tensorflow/tfjs-node-gpu': nativeSource('@tensorflow/tfjs-node-gpu'),
  '@tensorflow/tfjs-node': nativeSource('@tensorflow/tfjs-node'),
  webgpu: { backend: 'webgpu', load: loadWebGPU },
  '@tensorflow/tfjs-backend-wasm': { backend: 'wasm', load: async () => setWasmPaths(wasmFolder()) },
  '@tensorflow/tfjs': { backend: 'cpu', load: async () => {} },
};

/**
 * Makes the asked backend the one that tf uses. 'auto' takes the first that can be had: native GPU, native CPU,
 * webgpu, wasm, then cpu. `instead` ends the error where it cannot be had.
 */
export async function pickBackend(given?: string, instead = 'use --backend cpu, wasm or auto'): Promise<BackendChoice> {
  const asked = given ?? defaultBackend;
  const reason = given === undefined ? 'the default' : given === 'auto' ? 'first that could be had' : 'as asked';
  tf.enableProdMode(); // silences tf's advertisement for tfjs-node
  const wanted = Object.entries(sources).filter(([, { backend }]) => asked === 'auto' || asked === backend);
  if (wanted.length === 0)
    throw new InputError(`--backend is '${asked}', but must be one of ${backendNames.join(', ')}.`);
  const misses: string[] = [];
  for (const [packageName, { backend, load }] of wanted) {
    try {
      await load();
      if (!(await tf.setBackend(backend))) throw new Error('it does not start on this machine');
      const tried = misses.length > 0 ? `; tried before: ${misses.join('; ')}` : '';
      return { backend, because: `${reason}${tried}` };
    } catch (error) {
      misses.push(`${packageName} (${firstLine(error)})`);
    }
  }
  throw new InputError(
    `--backend ${asked} cannot be had: ${misses.join('; ')}. Install one of these beside optimizer-zoo, or ${instead}.`,
  );
}

const wasmFolder = () =>
  `${path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`;

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split('\n')[0];
