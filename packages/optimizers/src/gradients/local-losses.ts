import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { variableGrads } from '../autodiff/reverse.js';
import type { Guess } from './forward-gradient.js';

/**
 * The loss of one block, from what the block puts out for the batch. `block` counts from 0 in the order of the layers;
 * `targets` are those that `model.fit` trains on, undefined in a loop of your own.
 */
export type LocalLoss = (output: tf.Tensor, block: number, targets: tf.Tensor | undefined) => tf.Scalar;

type LayersLoss = (targets: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;
type Call = tfl.layers.Layer['call'];

/**
 * For `forwardGradient({ guess })`: one direction for each block of a model, the gradient of the block's own loss by its
 * weights,
 *
 *     uₗ = ∂ Lₗ(hₗ) / ∂ θₗ,   hₗ = block(stop(hₗ₋₁); θₗ)
 *
 * so that nothing flows back from block to block. A block is a layer with trainable weights. The local loss usually reads
 * hₗ out by a small head, of fixed random weights or trained beside the model, and for the last block is the loss itself:
 *
 *     const guess = localLosses(model, (h, block, targets) =>
 *       tf.losses.softmaxCrossEntropy(targets, block === last ? h : tf.matMul(h, heads[block])),
 *     );
 *     model.compile({ optimizer: sgd({ learningRate, gradient: forwardGradient({ guess }) }), loss });
 *
 * A step costs one more run of the loss, and a backward pass that is one block deep.
 *
 * @throws Error if the model has no layer with trainable weights, or a local loss is not a scalar.
 *
 * Fournier et al. 2023, "Can Forward Gradient Match Backpropagation?", arXiv:2306.06968; fixed random read-outs: Mostafa,
 * Ramesh and Cauwenberghs 2018, "Deep Supervised Learning Using Local Errors", arXiv:1711.06756.
 */
export function localLosses(model: tfl.LayersModel, localLoss: LocalLoss): Guess {
  const owner = 'localLosses';
  const blocks = model.layers.filter(({ trainableWeights }) => trainableWeights.length > 0);
  if (blocks.length === 0) throw new Error(`${owner}: the model has no layer with trainable weights.`);
  return (_step, loss, trained) => {
    const weights = blocks.map(({ trainableWeights }) => trainableWeights.map((w) => w.read() as tf.Variable));
    const variables = weights.flat().filter((variable) => trained.includes(variable));
    const outputs: Output[] = [];
    try {
      const { grads } = variableGrads(() => {
        const targets = observe(model, blocks, loss, outputs);
        const losses = outputs.map(({ output, block }) => localLoss(output, block, targets));
        const wrong = losses.find(({ shape }) => shape.length > 0);
        if (wrong) throw new Error(`${owner}: the local loss has shape [${wrong.shape}], but must be a scalar.`);
        return tf.addN(losses) as tf.Scalar;
      }, variables);
      return weights.map((own) =>
        Object.fromEntries(own.flatMap(({ name }) => (grads[name] ? [[name, grads[name]]] : []))),
      );
    } finally {
      tf.dispose(outputs.map(({ output }) => output));
    }
  };
}

/** What a block put out: kept, as the model ends its own. */
interface Output {
  readonly output: tf.Tensor;
  readonly block: number;
}

/** Runs the loss with blocks that pass nothing back. Adds to `outputs`, and gives the targets of model.fit. */
function observe(
  model: tfl.LayersModel,
  blocks: readonly tfl.layers.Layer[],
  loss: () => tf.Scalar,
  outputs: Output[],
): tf.Tensor | undefined {
  let targets: tf.Tensor | undefined;
  const calls = blocks.map(({ call }) => call);
  // A sequential model holds another that does the work; before `compile` there is none.
  const { lossFunctions = [] } = ((model as { model?: object }).model ?? model) as { lossFunctions?: LayersLoss[] };
  const [lossFunction] = lossFunctions;
  blocks.forEach((layer, block) => {
    layer.call = (inputs, kwargs) => {
      const detached = Array.isArray(inputs) ? inputs.map((one) => stopGradient(one)) : stopGradient(inputs);
      const output = calls[block].call(layer, detached, kwargs);
      outputs.push({ output: tf.keep([output].flat()[0].clone()), block });
      return output;
    };
  });
  if (lossFunction) {
    lossFunctions[0] = (given, predictions) => {
      targets = given;
      return lossFunction(given, predictions);
    };
  }
  try {
    loss();
    return targets;
  } finally {
    blocks.forEach((layer, i) => {
      restore(layer, calls[i]);
    });
    if (lossFunction) lossFunctions[0] = lossFunction;
  }
}

/** A layer's method as it was: its class's, unless it had one of its own. */
function restore(layer: tfl.layers.Layer, call: Call): void {
  if (Object.getPrototypeOf(layer).call === call) delete (layer as { call?: Call }).call;
  else layer.call = call;
}

/** x, whose derivative is 0. */
const stopGradient = tf.customGrad((x) => ({
  value: (x as tf.Tensor).clone(),
  gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
}));
