import { muon } from '@optimizer-zoo/optimizers';
import { geometric } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const size = 12;
/** The smallest singular value, of a largest of 1. */
const smallest: Readonly<Record<Extent, readonly number[]>> = { short: [0.03], full: [0.5, 0.1, 0.03] };

/** I − 2 a a', whose columns are singular vectors. */
function reflection(shift: number): tf.Tensor2D {
  const a = Array.from({ length: size }, (_, i) => Math.sin(shift * (i + 1)));
  const squares = a.reduce((sum, ai) => sum + ai ** 2, 0);
  return tf.sub(tf.eye(size), tf.mul(2 / squares, tf.outerProduct(tf.tensor1d(a), tf.tensor1d(a))));
}

/** U' S V of the matrix S that the first step takes off, whose gradient is U diag(singular values) V'. */
function turnedStep(optimizer: tf.Optimizer, singularValues: readonly number[]): number[][] {
  return tf.tidy(() => {
    const [U, V] = [reflection(1.3), reflection(2.1)];
    const scaled: tf.Tensor2D = tf.mul(U, tf.tensor1d([...singularValues])); // column by column
    const gradient = tf.matMul(scaled, V);
    const x = tf.variable(tf.zeros<tf.Rank.R2>([size, size]));
    optimizer.minimize(() => tf.sum(tf.mul(x, gradient)), false, [x]);
    optimizer.dispose();
    return tf.neg(tf.matMul(tf.matMul<tf.Tensor2D>(U, x), V)).arraySync() as number[][];
  });
}

export const muonOrthogonalUpdate = defineReproduction({
  name: 'muonOrthogonalUpdate',
  family: 'muon',
  claim:
    'five Newton-Schulz steps with (3.4445, −4.7750, 2.0315) make an update U S V′ to U S′ V′ with S′ between 0.5 and 1.5',
  source: 'Jordan et al. 2024, KellerJordan/Muon, comment in muon.py at 00ba60d',
  known: 'read',
  outcome: 'reproduced',
  subject: (): tf.Optimizer => muon({ learningRate: 1 }),
  broken: { how: 'two Newton-Schulz steps', subject: (): tf.Optimizer => muon({ learningRate: 1, steps: 2 }) },
  *measure(optimizer, extent): Generator<Figure> {
    for (const least of smallest[extent]) {
      const step = turnedStep(optimizer(), geometric(size, least, 1));
      const own = step.map((row, i) => row[i]);
      const others = step.flatMap((row, i) => row.filter((_, j) => j !== i)).map(Math.abs);
      const of = `singular values of ${least} to 1`;
      yield { of: `${of}: the smallest`, published: 'in (0.5, 1.5)', ours: Math.min(...own), least: 0.5, most: 1.5 };
      yield { of: `${of}: the largest`, published: 'in (0.5, 1.5)', ours: Math.max(...own), least: 0.5, most: 1.5 };
      yield { of: `${of}: singular vectors turned by`, published: '0', ours: Math.max(...others), most: 1e-4 };
    }
  },
});
