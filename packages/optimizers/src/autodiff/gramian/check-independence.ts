import * as tf from '@tensorflow/tfjs-core';
import { backToUses, type TapedOutputs } from './factorise.js';
import type { UseAt } from './find-uses.js';
import type { Tape } from './tape.js';

/**
 * Throws if one sample's outputs depend on another sample, as batch normalization makes them in training, for factors take
 * it for granted that they do not. Costs one way back.
 */
export function checkIndependence(tape: Tape, z: TapedOutputs, uses: readonly UseAt[]): void {
  const [samples, outputs] = z.shape;
  if (samples === 1 || uses.length === 0) return;
  tf.tidy(() => {
    const odd = tf.mod(tf.range(0, samples), 2);
    const seed = tf.tile(tf.expandDims(odd, 1), [1, outputs]);
    const even = tf.reshape(tf.sub(1, odd), [1, samples, 1]);
    backToUses(tape, z, uses, seed, ({ use, variable: { name } }, dy) => {
      const d = use.d(dy);
      const leak = tf.max(tf.abs(tf.mul(tf.reshape(d, [d.shape[0], samples, -1]), even)));
      if (leak.dataSync()[0] !== 0) throw mixing(tape, z, name);
    });
  });
}

function mixing(tape: Tape, { id }: TapedOutputs, name: string): Error {
  const layers = tape.leadingTo(id).flatMap(({ kernel, inputs }) => {
    const variable = Object.values(inputs).find((input) => input instanceof tf.Variable) as tf.Variable | undefined;
    return kernel === 'FusedBatchNorm' && variable ? [variable.name.split('/')[0]] : [];
  });
  return new Error(
    layers.length > 0
      ? `A Gram matrix needs samples that do not depend on each other, but batch normalization in training mode mixes them: replace the layer '${layers[0]}', by layer normalization for example.`
      : `A Gram matrix needs samples that do not depend on each other, but the way from one sample's outputs to '${name}' leads over others.`,
  );
}
