import { gradientRegularization, sgd } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';

const [eta, gamma, epsilon, steps] = [5e-4, 0.02, 0.1, 100];
const problem = findProblem('diagonalLinearNetwork');
const n = problem.dimension / 2;

export const gradientRegularizationShrinkage = defineClaim({
  name: 'gradientRegularizationShrinkage',
  statement:
    'diagonal linear network β = u² − v², loss L(β), q = ∂L/∂β, q′ the same after the ascent of ε: gradient regularization of strength γ changes log(u v) by −8 η γ q q′ at a step of η, up to the squares of the relative steps of u and v; without it u v is kept',
  source:
    'Karakida et al. 2023, arXiv:2210.02720, section 5 (the bias of the network); the law is derived by inserting the step',
  subject: gamma,
  broken: { how: 'half the strength', subject: gamma / 2 },
  *measure(strength) {
    const gradient = gradientRegularization({ strength, ascentStep: epsilon, scheme: 'forward' });
    const instance = problem.create(0);
    const slopeAt = tf.grads((u, v) => instance.objectiveAt([u, v]));
    /** q at a point. */
    const slopes = (uv: readonly number[]) =>
      tf
        .tidy(() => [...slopeAt([tf.tensor1d(uv.slice(0, n)), tf.tensor1d(uv.slice(n))])[0].dataSync()])
        .map((slope, i) => slope / (2 * uv[i]));
    const [law, rest] = [new Array<number>(n).fill(0), new Array<number>(n).fill(0)];
    const points = [...descend(problem, sgd({ learningRate: eta, gradient }), steps)];
    for (const uv of points.slice(0, -1)) {
      const q = slopes(uv);
      const after = slopes(uv.map((w, i) => w * (1 + (i < n ? 2 : -2) * epsilon * q[i % n])));
      for (const [i, qi] of q.entries()) {
        law[i] -= 8 * eta * gamma * qi * after[i];
        const ofU = 2 * qi + (gamma / epsilon) * (2 * after[i] * (1 + 2 * epsilon * qi) - 2 * qi);
        const ofV = -2 * qi + (gamma / epsilon) * (-2 * after[i] * (1 - 2 * epsilon * qi) + 2 * qi);
        rest[i] += eta ** 2 * (ofU ** 2 + ofV ** 2);
      }
    }
    instance.dispose();
    const logs = (uv: readonly number[], i: number) => Math.log(uv[i] * uv[n + i]);
    for (const [i, change] of law.entries()) {
      const measured = Math.abs(logs(points.at(-1)!, i) - logs(points[0], i) - change);
      yield { at: `diagonalLinearNetwork, feature ${i + 1}, distance from the law`, measured, most: rest[i] + 1e-5 };
    }
  },
});
