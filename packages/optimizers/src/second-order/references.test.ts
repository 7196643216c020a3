import * as tf from '@tensorflow/tfjs';
import { inFloat64 } from '../fixtures/autodiff/float64.js';
import { layouts, networkOutputs, networkTargets, problems } from '../fixtures/problems.js';
import { type Entry, readEntries } from '../fixtures/reference-files.js';
import { gnsNewton, levenbergMarquardt, sgn } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** Residuals, one sample each. */
const residuals: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor[]>> = {
  /** P2 is the sum of their squares, P2R half of the mean. */
  P2: (x) => {
    const [a, b] = tf.unstack(x);
    return [tf.mul(10, tf.sub(b, tf.square(a))), tf.sub(1, a)];
  },
  PowellSing: (x) => {
    const [a, b, c, d] = tf.unstack(x);
    return [
      tf.add(a, tf.mul(10, b)),
      tf.mul(Math.sqrt(5), tf.sub(c, d)),
      tf.square(tf.sub(b, tf.mul(2, c))),
      tf.mul(Math.sqrt(10), tf.square(tf.sub(a, d))),
    ];
  },
};
const outputsOf = (problem: string, x: tf.Variable) => () =>
  tf.reshape(tf.stack(residuals[problem](x)), [-1, 1]) as tf.Tensor2D;

/** Goes through an entry's checkpoints in float64, as far as `until`. */
function follows(
  { x0, checkpoints, float64_sensitivity: sensitivity }: Entry,
  until: number,
  step: (x: tf.Variable) => void,
  tolerance = 1e-9,
) {
  const x = tf.variable(tf.tensor1d(x0));
  const last = Math.min(until, 200);
  for (let k = 1; k <= last; k++) {
    step(x);
    const checkpoint = checkpoints.find((one) => one.step === k);
    if (!checkpoint || (sensitivity[k] ?? Number.POSITIVE_INFINITY) >= 1e-6) continue;
    x.dataSync().forEach((value, i) => {
      const excess =
        Math.abs(value - checkpoint.x[i]) /
        (tolerance * (1 + Math.abs(checkpoint.x[i])) + 100 * (sensitivity[k] ?? Number.POSITIVE_INFINITY));
      if (!(excess <= 1)) throw new Error(`step ${k}, x[${i}]: ${value}, but the reference has ${checkpoint.x[i]}`);
    });
  }
  x.dispose();
}

const named = (file: string) =>
  readEntries(file).map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const);

test.each(named('levenberg_marquardt_hoelder'))(
  'levenbergMarquardt follows its reference in float64: %s %s',
  (problem, _, entry) => {
    inFloat64(() => {
      const { eta, xi0, omega0, decay, xi_min: least } = entry.hyperparameters as Record<string, number>;
      const optimizer = levenbergMarquardt({
        eta,
        xi: (step) => Math.max(xi0 * decay ** (step - 1), least),
        omega: (step) => omega0 * decay ** (step - 1),
      });
      const targets = tf.zeros([residuals[problem === 'P2R' ? 'P2' : problem](tf.tensor1d(entry.x0)).length, 1]);
      follows(entry, 200, (x) => {
        optimizer
          .minimizeResidual(outputsOf(problem === 'P2R' ? 'P2' : problem, x), targets, 'meanSquaredError', [x])
          .dispose();
      });
      targets.dispose();
    });
  },
);

/**
 * With the search only until the loss stops falling: there the authors' test compares rounding errors, and their code
 * moves on where ours stops.
 */
const untilFlat: Readonly<Record<string, number>> = { P1: 5, P2: 20, P3: 5 };

const sumOfSquares = (targets: tf.Tensor, outputs: tf.Tensor2D) =>
  tf.sum(tf.squaredDifference(targets, outputs)) as tf.Scalar;

test.each(named('gns_newton'))('gnsNewton follows its reference in float64: %s %s', (problem, _, entry) => {
  inFloat64(() => {
    const { gamma_0: gamma, adaptive_search: adaptiveSearch, hessian } = entry.hyperparameters as Record<string, never>;
    const optimizer = gnsNewton({ gamma, adaptiveSearch });
    const isGaussNewton = String(hessian).startsWith('gauss-newton');
    const targets = tf.zeros([2, 1]);
    const step = (x: tf.Variable) => {
      if (isGaussNewton) optimizer.minimizeResidual(outputsOf(problem, x), targets, sumOfSquares, [x]).dispose();
      else optimizer.minimize(() => problems[problem](x), false, [x]);
    };
    // γ is kept in float32, so that it can be saved: 0.2 is rounded
    const tolerance = adaptiveSearch && gamma !== 1 ? 1e-6 : 1e-9;
    follows(entry, adaptiveSearch ? untilFlat[problem] : 200, step, tolerance);
    targets.dispose();
  });
});

/**
 * somax's loss on P2R is half of meanSquaredError, so its damping is half as large. Near the minimum its conjugate gradients
 * stall, as they keep |r|² in denominators above 2e-16.
 */
test.each(named('sgn'))('sgn follows its reference in float64: %s %s', (problem, _, entry) => {
  inFloat64(() => {
    const { lr: learningRate, damping, tolerance, max_iterations: maxIterations } = entry.hyperparameters as never;
    const isNetwork = problem === 'P4';
    const optimizer = sgn({ learningRate, tolerance, maxIterations, damping: isNetwork ? damping : 2 * damping });
    const parts = (layouts[problem] ?? [[entry.x0.length]]).map((shape) => tf.variable(tf.zeros(shape)));
    const targets = isNetwork ? networkTargets() : tf.zeros([2, 1]);
    const outputs = isNetwork
      ? () => networkOutputs(...(parts as unknown as Parameters<typeof networkOutputs>))
      : outputsOf('P2', parts[0]);
    follows(entry, isNetwork ? 200 : 20, (x) => {
      const sizes = parts.map(({ size }) => size);
      tf.split(x, sizes).forEach((part, i) => {
        parts[i].assign(tf.reshape(part, parts[i].shape));
      });
      const loss = isNetwork ? 'softmaxCrossEntropy' : 'meanSquaredError';
      optimizer.minimizeResidual(outputs, targets, loss, parts).dispose();
      x.assign(tf.concat(parts.map((part) => tf.reshape(part, [-1]))));
    });
    tf.dispose([parts, targets]);
  });
});
