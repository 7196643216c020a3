import { number } from '@optimizer-zoo/schedulers';
import { renamedRule } from '../rule/define-rule.js';
import { sgd } from './sgd.js';

/**
 * `sgd` with heavy-ball momentum, or Nesterov's (`nesterov: true`), by the name and default of tf.train.momentum.
 *
 * Defaults: `learningRate` 0.01, `momentum` 0.9, `dampening` 0, `nesterov` false, `l2` 0.
 */
export const momentum = renamedRule(sgd, {
  name: 'Momentum',
  hyper: { momentum: number('[0, 1)', 0.9, { belowOne: 10 }) },
});
