import * as tf from '@tensorflow/tfjs-core';
import type { JvpRules, KernelCall } from '../jvp-rule.js';
import { spread, total } from '../rule-forms.js';

/** The parts of local response normalisation, y = x s^-β with s = bias + α Σ x² over nearby channels. */
function localResponse(x: tf.Tensor, attributes: KernelCall['attributes']) {
  const { depthRadius, bias, alpha, beta } = attributes as Record<'depthRadius' | 'bias' | 'alpha' | 'beta', number>;
  const channels = x.shape[x.rank - 1];
  const nearby = tf.linalg.bandPart(tf.ones([channels, channels]) as tf.Tensor2D, depthRadius, depthRadius);
  const sumNearby = (t: tf.Tensor) => tf.reshape(tf.matMul(tf.reshape(t, [-1, channels]), nearby), t.shape);
  const s = tf.add(tf.mul(sumNearby(tf.square(x)), alpha), bias);
  return { s, power: tf.pow(s, -beta), beta, twoAlpha: 2 * alpha, sumNearby };
}

/** Normalisation by given statistics, and by nearby channels. */
export const normalisation: JvpRules = {
  // y = (x - mean) r scale + offset, r = 1/√(variance + ε)
  FusedBatchNorm: ({ inputs, tangents, outputs: [y], attributes }) => {
    const { x, mean, variance, scale } = inputs;
    const r = tf.rsqrt(tf.add(variance, attributes.varianceEpsilon as number));
    const centered = tf.sub(x, mean);
    const shift = total([tangents.x, tangents.mean && tf.neg(tangents.mean)]);
    const dr = tangents.variance && tf.mul(tf.mul(tf.pow(r, 3), -0.5), tangents.variance);
    const dNormalised = total([shift && tf.mul(shift, r), dr && tf.mul(centered, dr)]);
    const dy = total([
      dNormalised && tf.mul(dNormalised, scale ?? 1),
      tangents.scale && tf.mul(tf.mul(centered, r), tangents.scale),
      tangents.offset,
    ]);
    return spread(dy, y);
  },
  // dy = s^-β dx - β y / s ds
  LRN: ({ inputs: { x }, tangents: { x: dx }, outputs: [y], attributes }) => {
    const { s, power, beta, twoAlpha, sumNearby } = localResponse(x, attributes);
    const ds = tf.mul(sumNearby(tf.mul(x, dx!)), twoAlpha);
    return tf.sub(tf.mul(power, dx!), tf.mul(tf.mul(tf.div(y, s), ds), beta));
  },
  // g = s^-β dy - 2αβ x Σ q, q = dy y / s
  LRNGrad: ({ inputs: { x, y, dy }, tangents: { x: dx, y: dOutput, dy: ddy }, attributes }) => {
    const { s, power, beta, twoAlpha, sumNearby } = localResponse(x, attributes);
    const q = tf.div(tf.mul(dy, y), s);
    const dLogS = dx && tf.div(tf.mul(sumNearby(tf.mul(x, dx)), twoAlpha), s);
    const dq = total([
      ddy && tf.div(tf.mul(ddy, y), s),
      dOutput && tf.div(tf.mul(dy, dOutput), s),
      dLogS && tf.neg(tf.mul(q, dLogS)),
    ])!;
    const dSum = total([dx && tf.mul(dx, sumNearby(q)), tf.mul(x, sumNearby(dq))])!;
    return total([
      ddy && tf.mul(power, ddy),
      dLogS && tf.mul(tf.mul(tf.mul(power, dy), dLogS), -beta),
      tf.mul(dSum, -twoAlpha * beta),
    ]);
  },
};
