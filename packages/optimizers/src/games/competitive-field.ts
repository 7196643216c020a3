import * as tf from '@tensorflow/tfjs-core';
import type { Field } from './game.js';
import { gradientField } from './gradient-field.js';
import { mixedDerivative } from './mixed-derivative.js';
import type { Solver } from './solvers.js';

/**
 * The direction in which each player has already answered the other's move:
 *
 *     dx + α A dy = ∇x f,   dy − α A′ dx = −∇y f,   A = ∂²f/∂x∂y
 *
 * so (I + α² A A′) dx = ∇x f + α A ∇y f, which is symmetric positive definite, and dy follows.
 */
export const competitiveField =
  (alpha: number, solve: Solver): Field =>
  (game) => {
    const { value, dx: gx, dy: minusGy } = gradientField(game);
    const A = mixedDerivative(game);
    const dx = solve(A, alpha, tf.sub(gx, tf.mul(A.times(minusGy), alpha)));
    return { value, dx, dy: tf.add(minusGy, tf.mul(A.transposeTimes(dx), alpha)) };
  };
