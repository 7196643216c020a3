import * as tf from '@tensorflow/tfjs-core';
import { onMachine } from '../../words/words.js';
import { flatten as flattenInWords, type Shaped, unflatten as unflattenInWords } from '../flatten.js';

// Of tensors of tfjs outside of rules.

const words = { concat: tf.concat, reshape: tf.reshape, split: tf.split, zeros: tf.zeros };

/** Tensors as one vector. With `like`, one for each of those; zeros where one is missing. */
export const flatten: (tensors: readonly (tf.Tensor | null)[], like?: readonly Shaped[]) => tf.Tensor1D =
  /* @__PURE__ */ onMachine(words, flattenInWords);

/** The other way round: a vector as tensors of the shapes of `like`. */
export const unflatten: (vector: tf.Tensor, like: readonly Shaped[]) => tf.Tensor[] = /* @__PURE__ */ onMachine(
  words,
  unflattenInWords,
);
