import { extragradient as twoSteps } from './advance.js';
import { defineGameOptimizer } from './game-optimizer.js';
import { gradientField } from './gradient-field.js';

/**
 * The extragradient method, with F = (∇x f, −∇y f):
 *
 *     z½ = z − η F(z),   z ← z − η F(z½)
 *
 * Two gradients in a step. Options: `learningRate` η 0.01, `project`.
 * Korpelevich 1976, "The extragradient method for finding saddle points and other problems".
 */
export const extragradient = defineGameOptimizer({
  name: 'extragradient',
  reference: 'Korpelevich 1976, The extragradient method for finding saddle points and other problems',
  options: {},
  state: '0',
  cost: '2 gradients, of both players',
  field: () => gradientField,
  advance: twoSteps,
});
