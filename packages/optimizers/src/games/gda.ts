import { simultaneous } from './advance.js';
import { defineGameOptimizer } from './game-optimizer.js';
import { gradientField } from './gradient-field.js';

/**
 * Gradient descent ascent, both players at once:
 *
 *     x ← x − η ∇x f(x, y),   y ← y + η ∇y f(x, y)
 *
 * On a bilinear game it spirals outwards. Options: `learningRate` η 0.01, `project`.
 * Arrow, Hurwicz and Uzawa 1958, Studies in Linear and Non-linear Programming.
 */
export const gda = defineGameOptimizer({
  name: 'gda',
  reference: 'Arrow, Hurwicz and Uzawa 1958, Studies in Linear and Non-linear Programming',
  options: {},
  state: '0',
  cost: '1 gradient, of both players',
  field: () => gradientField,
  advance: simultaneous,
});
