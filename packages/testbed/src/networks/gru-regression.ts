import * as tf from '@tensorflow/tfjs-core';
import { adding, type Sequences } from '../data/adding.js';
import { affine, filled, glorot } from './layers.js';
import { networkProblem } from './network-problem.js';
import { halfSquares } from './sample-loss.js';

const steps = 8;
const units = 8;

const samplesOf = ({ inputs, targets }: Sequences) => [tf.tensor3d(inputs), tf.tensor2d(targets, [targets.length, 1])];

/**
 * A gated recurrent unit of 8 on the adding problem over 8 steps, with its last state read out linearly:
 *
 *     z = σ([x, h] Wz + bz),  r = σ([x, h] Wr + br),  c = tanh([x, r h] Wc + bc),  h ← z h + (1 − z) c
 *
 * Minibatches of 16.
 */
export const gruRegression = networkProblem({
  name: 'gruRegression',
  formula: 'mean_i (w.GRU(x_i) + b - y_i)^2 / 2',
  reference: 'Cho et al. 2014, arXiv:1406.1078; Hochreiter & Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735',
  tags: ['network', 'recurrent', 'regression'],
  parameters: [
    ...['z', 'r', 'c'].flatMap(() => [glorot(2 + units, units), filled(0, units)]),
    glorot(units, 1),
    filled(0, 1),
  ],
  data: () => samplesOf(adding(steps, 128, 0)),
  heldOut: () => samplesOf(adding(steps, 128, 1)),
  batchSize: 16,
  model: { outputs: readOut, loss: halfSquares },
});

function readOut([Wz, bz, Wr, br, Wc, bc, w, b]: readonly tf.Tensor[], [x]: readonly tf.Tensor[]): tf.Tensor2D {
  const count = x!.shape[0]!;
  let h = tf.zeros<tf.Rank.R2>([count, units]);
  for (let step = 0; step < steps; step++) {
    const now = tf.reshape(tf.slice(x!, [0, step, 0], [count, 1, 2]), [count, 2]) as tf.Tensor2D;
    const joined = tf.concat<tf.Tensor2D>([now, h], 1);
    const [z, r] = [tf.sigmoid(affine(joined, Wz!, bz!)), tf.sigmoid(affine(joined, Wr!, br!))];
    const reset = tf.mul<tf.Tensor2D>(r, h);
    const candidate = tf.tanh(affine(tf.concat([now, reset], 1), Wc!, bc!));
    h = tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), candidate));
  }
  return affine(h, w!, b!);
}
