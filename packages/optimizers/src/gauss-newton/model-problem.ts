import * as tf from '@tensorflow/tfjs';
import type { TapedOutputs } from '../autodiff/gramian/factorise.js';
import { checkOutputs } from '../autodiff/gramian/gramian.js';
import { Tape } from '../autodiff/gramian/tape.js';
import type { ClosureRuns } from '../gradients/closure-runs.js';
import { convexLoss, type OutputLoss, sigmoidCrossEntropy, softmaxCrossEntropy, squaredError } from './output-loss.js';
import { backFrom, byRoot, type Problem } from './problem.js';

type LayersLoss = (targets: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;

/** What is needed of a tf.LayersModel, by tfjs's own names; a sequential model holds another that does the work. */
export interface CompiledModel {
  readonly model?: CompiledModel;
  readonly loss: unknown;
  readonly lossFunctions: LayersLoss[];
}

/** One call of the model's loss; it gives one number for each sample, a loss of one's own may give one for all. */
interface Seen extends Record<string, tf.Tensor> {
  targets: tf.Tensor;
  predictions: tf.Tensor2D;
  losses: tf.Tensor;
}

/** A step of model.fit, whose loss is `closure`. */
export function modelProblem(
  owner: string,
  model: CompiledModel,
  closure: () => tf.Scalar,
  variables: readonly tf.Variable[],
  runs: ClosureRuns,
): Problem {
  if (model.lossFunctions?.length !== 1) {
    throw new Error(
      `${owner}: the model must have one output and one loss, but has ${model.lossFunctions?.length ?? 'none'}.`,
    );
  }
  const run = runs.of(closure);
  const watched = () => watch(model.lossFunctions, run);
  const { tape, result } = Tape.record(variables, watched);
  const { value, ...seen } = result;
  const { predictions, losses } = seen;
  try {
    checkOutputs(owner, predictions);
    checkDirect(owner, tape, value, losses);
    const split = splitLoss(model, tape, seen, weightsOf(tape, value, losses));
    return {
      variables,
      value,
      tape,
      ...split,
      lossName: nameOf(model.loss),
      back: (u, into) => backFrom(tape, split.z.id, u, into),
      rerun: () =>
        tf.tidy(() => {
          const again = watched();
          return { outputs: again.predictions, value: again.value };
        }),
      dispose: () => tape.dispose(),
    };
  } catch (error) {
    tape.dispose();
    value.dispose();
    throw error;
  } finally {
    tf.dispose(seen);
  }
}

/** Runs a closure of model.fit, and says what its loss was given. */
function watch(lossFunctions: LayersLoss[], run: () => tf.Scalar): Seen & { value: tf.Scalar } {
  const [lossFunction] = lossFunctions;
  let seen: Seen | undefined;
  lossFunctions[0] = (targets, predictions) => {
    const losses = lossFunction(targets, predictions);
    seen = { targets: targets.clone(), predictions: predictions as tf.Tensor2D, losses };
    return losses;
  };
  try {
    const value = run();
    return { ...seen!, value };
  } finally {
    lossFunctions[0] = lossFunction;
  }
}

/** Throws if the loss depends on a variable other than through the model's outputs. */
function checkDirect(owner: string, tape: Tape, value: tf.Tensor, losses: tf.Tensor): void {
  const [variable] = tape.leadingTo(value.id, losses.id).flatMap(({ params }) => Object.values(params));
  if (!variable) return;
  throw new Error(
    `${owner}: the loss depends on '${variable.name}' other than through the model's outputs, as a regularizer makes it, which a Gauss-Newton step cannot take into account; leave the regularizer out.`,
  );
}

/** The weight of each of the losses in the loss. */
function weightsOf(tape: Tape, value: tf.Tensor, losses: tf.Tensor): number[] {
  let weights = Array<number>(losses.size).fill(0);
  const one = tf.onesLike(value);
  tape.backpropagate(new Map([[value.id, one]]), {
    until: losses,
    visit: ({ outputs: [{ id }] }, dy) => {
      if (id === losses.id) weights = Array.from(dy.dataSync());
    },
  });
  one.dispose();
  return weights;
}

interface Split {
  readonly z: TapedOutputs;
  readonly loss: OutputLoss;
  curvature(change: tf.Tensor2D): tf.Tensor2D;
}

/** The loss as a function of outputs in which it is convex, in closed form where there is one. */
function splitLoss(model: CompiledModel, tape: Tape, { targets, predictions, losses }: Seen, weights: number[]): Split {
  const { id, shape } = predictions;
  const [samples, outputs] = shape;
  const name = nameOf(model.loss);
  const values = predictions.dataSync();
  const given = {
    targets: name === 'sparseCategoricalCrossentropy' ? oneHot(targets, outputs) : targets.dataSync(),
    weights,
    outputs,
  };
  const last = tape.nodes.find((node) => node.outputs[0].id === id);
  const before = last && { id: Object.values(last.inputs)[0].id, shape };
  /** Q dz is a multiple of the change of softmax and sigmoid. */
  const multiplied = (factors: readonly number[]) => (change: tf.Tensor2D) =>
    tf.tidy(() => tf.mul(change, tf.tensor2d([...factors], [samples, 1])) as tf.Tensor2D);
  if (name === 'meanSquaredError') {
    const loss = squaredError(values, given);
    return { z: { id, shape }, loss, curvature: (change) => byRoot(loss, change) };
  }
  if (name === 'binaryCrossentropy' && last?.kernel === 'Sigmoid') {
    const factors = weights.map((weight) => weight / outputs);
    return { z: before!, loss: sigmoidCrossEntropy(values, given), curvature: multiplied(factors) };
  }
  if (name?.toLowerCase().endsWith('categoricalcrossentropy') && last?.kernel === 'Softmax') {
    const masses = weights.map((weight, i) => {
      let mass = 0;
      for (let k = 0; k < outputs; k++) mass += given.targets[i * outputs + k];
      return weight * mass;
    });
    return { z: before!, loss: softmaxCrossEntropy(values, given), curvature: multiplied(masses) };
  }
  const [lossFunction] = model.lossFunctions;
  const scale = () => tf.tensor(weights, losses.shape);
  const loss = convexLoss((z) => tf.sum(tf.mul(lossFunction(targets, z), scale())), predictions);
  return { z: { id, shape }, loss, curvature: (change) => byRoot(loss, change) };
}

/** What the loss was called in `compile`; undefined for a function. */
function nameOf(loss: unknown): string | undefined {
  if (typeof loss === 'string') return loss;
  return typeof loss === 'object' && loss !== null ? nameOf(Object.values(loss)[0]) : undefined;
}

function oneHot(labels: tf.Tensor, outputs: number): Float64Array {
  const targets = new Float64Array(labels.size * outputs);
  labels.dataSync().forEach((label, i) => {
    targets[i * outputs + Math.floor(label)] = 1;
  });
  return targets;
}
