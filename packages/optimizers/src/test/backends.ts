import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

/** The backends whose kernels must agree with eager to the last bit. */
export const hostBackends = ['cpu', 'wasm'] as const;

/** Runs the tests of `body` once on each backend. */
export function onEachBackend(body: (backend: string) => void): void {
  describe.each(hostBackends)('on %s', (backend) => {
    beforeAll(async () => {
      if (!(await tf.setBackend(backend))) throw new Error(`The backend ${backend} does not start.`);
    });
    body(backend);
  });
}
