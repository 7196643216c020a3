import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { conformance } from '../testing/index.js';
import { everyOptimizer } from './every-optimizer.js';
import { exceptionsOf } from './exceptions.js';

/** The contract of every optimizer on a backend. Each backend has a test file of its own, so that they run side by side. */
export function contractOn(backend: string): void {
  beforeAll(async () => {
    if (!(await tf.setBackend(backend))) throw new Error(`The backend ${backend} does not start.`);
  });
  describe.each(Object.entries(everyOptimizer))('%s', (optimizer, make) => {
    const exceptions = exceptionsOf(optimizer, backend);
    for (const { name, run } of conformance(make, { exceptions })) {
      test(exceptions[name] ? `${name}: does not, as ${exceptions[name]}` : name, run);
    }
  });
}
