import type * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { isZooOptimizer } from '../optimizer/is-zoo-optimizer.js';
import type { ZooOptimizer } from '../optimizer/optimizer.js';

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
 * be saved. Training that goes on (`fit` with such a callback again, or `optimizer.train()`) starts from its own weights.
 *
 *     model.compile({ optimizer: ema(adam()), loss: 'meanSquaredError' });
 *     await model.fit(x, y, { validationSplit: 0.2, callbacks: new SwapEMAWeights(model) });
 *
 * Make one for each call of `fit`: it watches the model from then on until training ends. As Keras's.
 *
 * @throws unless the model is compiled with an optimizer of this package.
 */
export class SwapEMAWeights extends tfl.Callback {
  private readonly optimizer: ZooOptimizer;
  private readonly leave: () => void;

  constructor(model: tfl.LayersModel) {
    super();
    const outer = model as unknown as Evaluated;
    const evaluated = outer.model ?? outer;
    const { optimizer } = evaluated;
    if (!isZooOptimizer(optimizer)) {
      throw new Error(
        'SwapEMAWeights: the model must be compiled with an optimizer of this package, such as ema(adam()).',
      );
    }
    this.optimizer = optimizer;
    this.leave = aroundTests(evaluated, optimizer);
  }

  override async onTrainBegin(): Promise<void> {
    this.optimizer.train();
  }

  override async onTrainEnd(): Promise<void> {
    this.leave();
    this.optimizer.eval();
  }
}

/** tfjs makes its test function anew for each evaluation, before training begins, and calls no callback around it. */
function aroundTests(model: Evaluated, optimizer: ZooOptimizer): () => void {
  const { makeTestFunction } = model;
  model.makeTestFunction = () => {
    makeTestFunction.call(model);
    const { testFunction } = model;
    model.testFunction = (data) => {
      optimizer.eval();
      try {
        return testFunction(data);
      } finally {
        optimizer.train();
      }
    };
  };
  return () => {
    model.makeTestFunction = makeTestFunction;
  };
}
