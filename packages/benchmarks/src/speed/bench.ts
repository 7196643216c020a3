import * as tf from '@tensorflow/tfjs';
import { environment } from '../backends/environment.js';
import { pickBackend } from '../backends/pick-backend.js';
import { measure } from './measure.js';
import { rendererOf } from './renderer.js';
import type { SpeedRecord } from './speed-record.js';

/** Where updates are timed, on a backend that is in use there. */
export interface Bench {
  readonly backend: string;
  /** Why it is this backend, and what it runs on. */
  readonly because: string;
  readonly measure: typeof measure;
  environment(): SpeedRecord['environment'];
  close(): Promise<void>;
}

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
    environment: () => ({ ...environment(), renderer: rendererOf(tf.backend()) }),
    close: async () => {},
  };
}
