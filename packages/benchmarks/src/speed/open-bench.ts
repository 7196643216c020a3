import * as tf from '@tensorflow/tfjs';
import { environment } from '../backends/environment.js';
import { pickBackend } from '../backends/pick-backend.js';
import type { Bench } from './bench.js';
import { measure } from './measure.js';
import { rendererOf } from './renderer.js';
import { measureWhole } from './whole/measure-whole.js';

/** Makes a backend the one in use, in this process or in a browser. */
export async function openBench(asked: string | undefined, inBrowser: boolean): Promise<Bench> {
  if (!inBrowser) return nodeBench(asked);
  const { browserBench } = await import('./browser-bench.js'); // brings a bundler and a browser's driver
  return browserBench(asked);
}

async function nodeBench(asked?: string): Promise<Bench> {
  const { backend, because } = await pickBackend(asked, 'use --browser, or --backend cpu, wasm or auto');
  return {
    backend,
    because,
    measure,
    measureWhole,
    environment: () => ({ ...environment(), renderer: rendererOf(tf.backend()) }),
    close: async () => {},
  };
}
