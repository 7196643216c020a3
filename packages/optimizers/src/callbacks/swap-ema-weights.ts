import * as tf from '@tensorflow/tfjs';
import { isZooOptimizer } from '../optimizer.js';

/** What is needed of a tf.LayersModel, by tfjs's own names; a sequential model holds another that does the work. */
interface Evaluated {
  readonly optimizer: tf.Optimizer;
  readonly model?: Evaluated;
  makeTestFunction(): void;
  testFunction: (data: tf.Tensor[]) => tf.Scalar[];
}

/**
 * For `model.fit` with an optimizer that has other weights to evaluate with, such as `ema(adam())`: validation and
 * `model.evaluate` see the average during training, and when it ends the model keeps the average, to predict with and to
 * be saved. Training that goes on (`fit` with this callback again, or `optimizer.train()`) starts from its own weights.
 *
 *     model.compile({ optimizer: ema(adam()), loss: 'meanSquaredError' });
 *     await model.fit(x, y, { validationSplit: 0.2, callbacks: swapEmaWeights(model) });
 *
 * Make one for each call of `fit`: it watches the model from then on until training ends.
 *
 * @throws unless the model is compiled with an optimizer of this package.
 */
export function swapEmaWeights(model: tf.LayersModel): tf.CustomCallback {
  const outer = model as unknown as Evaluated;
  const evaluated = outer.model ?? outer;
  const { optimizer } = evaluated;
  if (!isZooOptimizer(optimizer)) {
    throw new Error(
      'swapEmaWeights: the model must be compiled with an optimizer of this package, such as ema(adam()).',
    );
  }
  // tfjs makes its test function anew for each evaluation and calls no callback around it
  const { makeTestFunction } = evaluated;
  evaluated.makeTestFunction = () => {
    makeTestFunction.call(evaluated);
    const { testFunction } = evaluated;
    evaluated.testFunction = (data) => {
      optimizer.eval();
      try {
        return testFunction(data);
      } finally {
        optimizer.train();
      }
    };
  };
  return new tf.CustomCallback({
    onTrainBegin: () => optimizer.train(),
    onTrainEnd: () => {
      evaluated.makeTestFunction = makeTestFunction;
      optimizer.eval();
    },
  });
}
