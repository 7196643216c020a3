import * as tf from '@tensorflow/tfjs';

/** The backend as if its memory were not the host's, which its own `blockSize` tells; its products need that all the same. */
export function asOnGpu<T>(body: () => T): T {
  const backend = tf.backend() as { blockSize?: number };
  const prototype = Object.getPrototypeOf(backend);
  const { blockSize } = backend;
  prototype.blockSize = blockSize;
  delete backend.blockSize;
  try {
    return body();
  } finally {
    backend.blockSize = blockSize;
    delete prototype.blockSize;
  }
}
