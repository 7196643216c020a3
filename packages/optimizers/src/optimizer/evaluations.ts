import { show } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import type { LossRuns } from '../gradients/closure-runs.js';
import {
  checkGradientSource,
  disposeEvaluation,
  type GradientEvaluation,
  type GradientSource,
} from '../gradients/gradient-source.js';
import { reverseMode } from '../gradients/reverse-mode.js';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import type { EvaluatedTensor } from '../rule/evaluated.js';
import type { Scalars } from '../rule/scalars.js';
import { type BesideGradient, besideGradient } from './beside-gradient.js';
import { brought } from './brought.js';
import type { GradientPair } from './pair-gradients.js';

/** What was measured of one variable and is not applied yet. */
interface Pending {
  /** How many gradients. */
  readonly count: number;
  /** What was measured beside the last of them, until one is applied. */
  readonly beside?: { readonly scalars: Scalars; readonly tensors: { readonly [K in EvaluatedTensor]?: tf.Tensor } };
}

/** Where a rule's gradients come from, and what was measured with those that are not applied yet. */
export class Evaluations {
  private runs?: LossRuns;
  private readonly pending = new Map<string, Pending>();
  /** Why gradients from elsewhere will not do. */
  private readonly claim?: string;

  /** @throws if the source does not provide what the rule needs. */
  constructor(
    private readonly rule: AnyRule,
    readonly source: GradientSource,
  ) {
    checkSource(rule, source);
    this.claim = claimOf(rule, source);
  }

  /** The loss of a step, as the same function at each of its runs. */
  closureOf(loss: () => tf.Scalar): () => tf.Scalar {
    // Reverse mode runs the loss once, so nobody need make further runs the same function.
    if (this.source === reverseMode && !this.rule.gradientAt) return loss;
    this.runs ??= brought.lossRuns?.();
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
    if (this.claim) this.expect(Object.keys(grads), besideGradient(this.rule, evaluation));
    return { value, grads };
  }

  /**
   * What was measured beside the gradients of these variables.
   *
   * @throws if the gradients come from elsewhere, and those of the source are wanted.
   */
  besideGradients(pairs: readonly GradientPair[]): BesideGradient {
    const { claim, pending } = this;
    if (!claim) return { scalars: {}, tensors: {} };
    const needsMore = beyondGradients(this.rule).length > 0;
    const own = pairs.map(({ param: { name } }) => ({ name, ...pending.get(name) }));
    const foreign = own.find(({ count = 0, beside }) => count === 0 || (needsMore && !beside));
    if (foreign) throw new Error(this.refusal(claim, foreign.name));
    const tensors: { [K in EvaluatedTensor]?: tf.NamedTensorMap } = {};
    for (const { name, beside } of own) {
      for (const [need, tensor] of Object.entries(beside?.tensors ?? {})) {
        tensors[need as EvaluatedTensor] ??= {};
        if (tensor) tensors[need as EvaluatedTensor]![name] = tensor;
      }
    }
    return { scalars: own.at(-1)?.beside?.scalars ?? {}, tensors };
  }

  /** The gradients of these variables have been applied. */
  applied(pairs: readonly GradientPair[]): void {
    if (this.pending.size === 0) return;
    for (const { param } of pairs) {
      const { name } = param;
      const { count = 0, beside } = this.pending.get(name) ?? {};
      tf.dispose(beside?.tensors as tf.TensorContainer);
      if (count > 1) this.pending.set(name, { count: count - 1 });
      else this.pending.delete(name);
    }
  }

  dispose(): void {
    for (const { beside } of this.pending.values()) tf.dispose(beside?.tensors as tf.TensorContainer);
    this.pending.clear();
    this.runs?.dispose();
  }

  private refusal(claim: string, variable: string): string {
    const { name } = this.rule;
    const [needed] = tensorsNeeded(this.rule);
    if (needed && this.pending.size > 0) return `${name}: there is no ${needed} for '${variable}'.`;
    return `${name} ${claim}: call minimize, or computeGradients before applyGradients.`;
  }

  /** Gradients of these variables are about to be applied. Two measured at one point may be, one after the other. */
  private expect(variables: readonly string[], { scalars, tensors }: BesideGradient): void {
    const { registeredVariables } = tf.engine();
    for (const [name, { beside }] of this.pending) {
      if (registeredVariables[name]) continue;
      tf.dispose(beside?.tensors as tf.TensorContainer);
      this.pending.delete(name);
    }
    for (const name of variables) {
      const former = this.pending.get(name);
      tf.dispose(former?.beside?.tensors as tf.TensorContainer);
      const own = Object.entries(tensors).map(([need, byVariable]) => [need, byVariable[name]]);
      this.pending.set(name, {
        count: (former?.count ?? 0) + 1,
        beside: { scalars, tensors: Object.fromEntries(own) },
      });
    }
  }
}

const beyondGradients = ({ needs = [] }: AnyRule) => needs.filter((need) => need !== 'grad');

function claimOf(rule: AnyRule, source: GradientSource): string | undefined {
  if (rule.gradientAt) return 'measures gradients elsewhere than at the weights';
  const more = beyondGradients(rule);
  if (more.length > 0) return `needs ${more.map(show).join(', ')}`;
  return source.isPlain ? undefined : `measures by ${source.name}`;
}

function checkSource(rule: AnyRule, source: unknown): asserts source is GradientSource {
  checkGradientSource(`${rule.name}: gradient`, source);
  for (const need of ['grad', ...(rule.needs ?? [])] as const) {
    if (source.provides.includes(need)) continue;
    throw new Error(`${rule.name} needs '${need}', but ${source.name} provides only ${source.provides.join(', ')}.`);
  }
}
