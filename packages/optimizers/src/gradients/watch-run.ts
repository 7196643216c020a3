import * as tf from '@tensorflow/tfjs-core';
import { type Engine, type Inputs, intercept } from '../autodiff/tfjs-engine.js';

/** Is told what a run does with tensors, but not what the watcher itself does, such as cloning one. */
export interface Watcher {
  /** A kernel is given a tensor, unless another kernel runs it. What is returned is read in the tensor's place. */
  read?(tensor: tf.Tensor): tf.Tensor;
  /** A tensor is kept: by the program, or saved by tfjs for a way back. */
  kept?(tensor: tf.Tensor, isSaved: boolean): void;
  /** A tensor is about to end; a variable also where something is assigned to it. */
  ends?(tensor: tf.Tensor): void;
}

/** Runs under the eyes of a watcher. */
export function watchRun<T>({ read, kept, ends }: Watcher, run: () => T): T {
  const engine = tf.engine() as unknown as Engine;
  const { runKernel, keep, disposeTensor, state } = engine;
  const { kernelDepth } = state;
  let isInKernel = false;
  let isWatching = true;
  const tell = <R>(told: () => R): R => {
    isWatching = false;
    state.kernelDepth++; // so that nothing is taped
    try {
      return told();
    } finally {
      state.kernelDepth--;
      isWatching = true;
    }
  };
  const restore = intercept(engine, {
    ...(read && {
      runKernel(kernel, inputs, attributes) {
        if (isInKernel || !isWatching) return runKernel.call(engine, kernel, inputs, attributes);
        const taken = tell(() => mapped(inputs, read));
        isInKernel = true;
        try {
          return runKernel.call(engine, kernel, taken, attributes);
        } finally {
          isInKernel = false;
        }
      },
    }),
    ...(kept && {
      keep(tensor) {
        if (isWatching) tell(() => kept(tensor, state.kernelDepth > kernelDepth + 1));
        return keep.call(engine, tensor);
      },
    }),
    ...(ends && {
      disposeTensor(tensor) {
        if (isWatching) tell(() => ends(tensor));
        disposeTensor.call(engine, tensor);
      },
    }),
  });
  try {
    return run();
  } finally {
    restore();
  }
}

/** Inputs of a kernel, by name or as a list, of which some may be missing. */
function mapped(inputs: Inputs, map: (tensor: tf.Tensor) => tf.Tensor): Inputs {
  const entries = Object.entries(inputs).map(([name, input]) => [name, input && map(input)] as const);
  if (entries.every(([name, input]) => input === (inputs as Record<string, tf.Tensor>)[name])) return inputs;
  return Array.isArray(inputs) ? entries.map(([, input]) => input) : Object.fromEntries(entries);
}
