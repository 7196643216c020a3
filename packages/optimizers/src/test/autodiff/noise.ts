import * as tf from '@tensorflow/tfjs';

/** Numbers in [low, high), without order, the same at each call. */
export function noise(shape: number[], seed: number, [low, high] = [-1, 1]): tf.Tensor {
  const values = Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => {
    const wild = Math.sin(12.9898 * (i + 1) + 78.233 * seed) * 43758.5453;
    return Math.fround(low + (high - low) * (wild - Math.floor(wild))); // equal in single and double
  });
  return tf.tensor(values, shape, 'float32');
}

/** Whole numbers in [0, end), all of them in turn. */
export function integers(shape: number[], end: number): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => (7 * i + 3) % end),
    shape,
    'int32',
  );
}
