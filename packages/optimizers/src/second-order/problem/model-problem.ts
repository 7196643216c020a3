import * as tf from '@tensorflow/tfjs-core';
import { checkOutputs } from '../../autodiff/gramian/gramian.js';
import { Tape } from '../../autodiff/gramian/tape.js';
import type { ClosureRuns } from '../../gradients/closure-runs.js';
import { backFrom, type Problem } from './problem.js';
import { type CompiledModel, type LayersLoss, nameOf, type Seen, splitLoss } from './split-loss.js';

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
