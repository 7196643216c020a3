import * as tf from '@tensorflow/tfjs';
import { intercept, pinnedEngine } from '../../autodiff/tfjs-engine.js';

/** Names of the kernels that run on floats. */
export function kernelsOf(run: () => unknown): Set<string> {
  const engine = pinnedEngine();
  const { runKernel } = engine;
  const names = new Set<string>();
  const restore = intercept(engine, {
    runKernel(kernel, inputs, attributes) {
      if (Object.values(inputs).some((input: tf.Tensor | undefined) => input?.dtype === 'float32')) names.add(kernel);
      return runKernel.call(engine, kernel, inputs, attributes);
    },
  });
  try {
    tf.dispose(run() as tf.TensorContainer);
  } finally {
    restore();
  }
  return names;
}
