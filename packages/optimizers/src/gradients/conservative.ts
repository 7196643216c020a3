import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { pairGradients } from '../optimizer/pair-gradients.js';
import { withWeightsAt } from '../optimizer/weights-at.js';
import { defineGradientSources } from './define-gradient-source.js';
import { gradientOption } from './gradient-source.js';
import { mapGradients } from './map-gradients.js';
import { lossOf } from './slopes.js';
import { zerothOrder } from './zeroth-order.js';

/**
 * Takes a step only if it lowers the loss, or the opposite step if that lowers it more:
 *
 *     g ← g, −g or 0, for which L(x − η g) is least;   equal losses keep x, then x − η g
 *
 * For gradients that are mostly noise, at three more runs of the loss. Goes with `sgd` whose learning rate is η, without
 * decay or momentum: another step is not the one that was tried.
 * Options: `stepSize` (η, required), `gradient` the source that measures (`zerothOrder`).
 * ZO-SGD-Cons in Zhang et al. 2024, "Revisiting Zeroth-Order Optimization for Memory-Efficient LLM Fine-Tuning",
 * arXiv:2402.11592; Feng et al. 2025, "ZeroFlow", arXiv:2501.01045.
 */
export const conservative = defineGradientSources(
  'conservative',
  { stepSize: number('(0, inf)'), gradient: gradientOption(zerothOrder()) },
  ({ stepSize, gradient }) => ({
    provides: gradient.provides,
    evaluate(loss, variables, step) {
      const measured = gradient.evaluate(loss, variables, step);
      const pairs = pairGradients('conservative', measured.grads);
      const lossAfter = (rate: number) =>
        withWeightsAt(
          pairs.map(({ param }) => param),
          (x, i) => tf.sub(x, tf.mul(pairs[i].grad, rate)),
          () => lossOf('conservative', loss),
        );
      const [here, ahead, behind] = [lossOf('conservative', loss), lossAfter(stepSize), lossAfter(-stepSize)];
      const turns = tf.less(behind, tf.minimum(here, ahead));
      const factor = tf.where(turns, -1, tf.cast(tf.less(ahead, here), 'float32'));
      return mapGradients(measured, (g) => tf.mul(g, factor));
    },
  }),
);
