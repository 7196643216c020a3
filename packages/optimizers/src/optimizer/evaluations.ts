import * as tf from '@tensorflow/tfjs-core';
import type { LossRuns } from '../gradients/closure-runs.js';
import {
  checkGradientSource,
  disposeEvaluation,
  type GradientEvaluation,
  type GradientSource,
} from '../gradients/gradient-source.js';
import { reverseMode } from '../gradients/reverse-mode.js';
import type { AnyRule } from '../rule/any-rule.js';
import type { PendingEvaluations } from './pending-evaluations.js';
import { partsOf } from './with-parts.js';

/** Where a rule's gradients come from, and what was measured with those that are not applied yet. */
export class Evaluations {
  private readonly runs?: LossRuns;
  /** Undefined where gradients from elsewhere will do. */
  readonly pending?: PendingEvaluations;

  /** @throws if the source does not provide what the rule needs. */
  constructor(
    rule: AnyRule,
    readonly source: GradientSource,
  ) {
    checkSource(rule, source);
    const measuring = partsOf(source).measuring ?? partsOf(rule).measuring;
    this.pending = measuring?.pendingOf(rule, source);
    // Reverse mode runs the loss once, so nobody need make further runs the same function.
    if (source === reverseMode && !rule.gradientAt) return;
    if (!measuring)
      throw new Error(`${rule.name}: declare the gradient source '${source.name}' by defineGradientSource.`);
    this.runs = measuring.lossRuns();
  }

  /** The loss of a step, as the same function at each of its runs. */
  closureOf(loss: () => tf.Scalar): () => tf.Scalar {
    return this.runs?.of(loss) ?? loss;
  }

  /** What the source measures where the variables are. */
  evaluate(closure: () => tf.Scalar, variables: tf.Variable[] | undefined, step: number): GradientEvaluation {
    return tf.tidy(() => ({ ...this.source.evaluate(closure, variables, step) })) as GradientEvaluation;
  }

  /** The variables of a loss, learned by running it. */
  variablesOf(closure: () => tf.Scalar, step: number): tf.Variable[] {
    const evaluation = this.evaluate(closure, undefined, step);
    const variables = Object.keys(evaluation.grads).map((name) => tf.engine().registeredVariables[name]);
    disposeEvaluation(evaluation);
    return variables;
  }

  /** Loss and gradients; what was measured beside them is kept until they are applied. */
  handOut(evaluation: GradientEvaluation): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    const { value, grads } = evaluation;
    this.pending?.expect(evaluation);
    return { value, grads };
  }

  dispose(): void {
    this.pending?.dispose();
    this.runs?.dispose();
  }
}

function checkSource(rule: AnyRule, source: unknown): asserts source is GradientSource {
  checkGradientSource(`${rule.name}: gradient`, source);
  for (const need of ['grad', ...(rule.needs ?? [])] as const) {
    if (source.provides.includes(need)) continue;
    throw new Error(`${rule.name} needs '${need}', but ${source.name} provides only ${source.provides.join(', ')}.`);
  }
}
