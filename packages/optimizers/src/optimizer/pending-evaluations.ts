import { show } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import type { GradientEvaluation, GradientSource } from '../gradients/gradient-source.js';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import type { EvaluatedTensor } from '../rule/evaluated.js';
import type { Scalars } from '../rule/scalars.js';
import { type BesideGradient, besideGradient } from './beside-gradient.js';
import type { GradientPair } from './pair-gradients.js';

/** What was measured of one variable and is not applied yet. */
interface Pending {
  /** How many gradients. */
  readonly count: number;
  /** What was measured beside the last of them, until one is applied. */
  readonly beside?: { readonly scalars: Scalars; readonly tensors: { readonly [K in EvaluatedTensor]?: tf.Tensor } };
}

/** What was measured and is not applied yet, where gradients from elsewhere will not do. */
export class PendingEvaluations {
  private readonly pending = new Map<string, Pending>();

  /** `claim`: why they will not do. */
  constructor(
    private readonly rule: AnyRule,
    private readonly claim: string,
  ) {}

  /** Gradients that were measured are about to be applied. Two measured at one point may be, one after the other. */
  expect(evaluation: GradientEvaluation): void {
    const { scalars, tensors } = besideGradient(this.rule, evaluation);
    const { registeredVariables } = tf.engine();
    for (const name of this.pending.keys()) if (!registeredVariables[name]) this.take(name);
    for (const name of Object.keys(evaluation.grads)) {
      const own = Object.entries(tensors).map(([need, byVariable]) => [need, byVariable[name]]);
      const beside = { scalars, tensors: Object.fromEntries(own) };
      this.pending.set(name, { count: this.take(name) + 1, beside });
    }
  }

  /**
   * What was measured beside the gradients of these variables.
   *
   * @throws if the gradients come from elsewhere.
   */
  beside(pairs: readonly GradientPair[]): BesideGradient {
    const needsMore = beyondGradients(this.rule).length > 0;
    const own = pairs.map(({ param: { name } }) => ({ name, ...this.pending.get(name) }));
    const foreign = own.find(({ count = 0, beside }) => count === 0 || (needsMore && !beside));
    if (foreign) throw new Error(this.refusal(foreign.name));
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
    for (const { param } of pairs) {
      const count = this.take(param.name);
      if (count > 1) this.pending.set(param.name, { count: count - 1 });
    }
  }

  dispose(): void {
    for (const name of this.pending.keys()) this.take(name);
  }

  /** Ends what is known of a variable; gives the number of its gradients. */
  private take(name: string): number {
    const { count = 0, beside } = this.pending.get(name) ?? {};
    tf.dispose(beside?.tensors as tf.TensorContainer);
    this.pending.delete(name);
    return count;
  }

  private refusal(variable: string): string {
    const { name } = this.rule;
    const [needed] = tensorsNeeded(this.rule);
    if (needed && this.pending.size > 0) return `${name}: there is no ${needed} for '${variable}'.`;
    return `${name} ${this.claim}: call minimize, or computeGradients before applyGradients.`;
  }
}

/** Undefined where gradients from elsewhere will do. */
export function pendingOf(rule: AnyRule, source: GradientSource): PendingEvaluations | undefined {
  const claim = claimOf(rule, source);
  return claim === undefined ? undefined : new PendingEvaluations(rule, claim);
}

const beyondGradients = ({ needs = [] }: AnyRule) => needs.filter((need) => need !== 'grad');

function claimOf(rule: AnyRule, source: GradientSource): string | undefined {
  if (rule.gradientAt) return 'measures gradients elsewhere than at the weights';
  const more = beyondGradients(rule);
  if (more.length > 0) return `needs ${more.map(show).join(', ')}`;
  return source.isPlain ? undefined : `measures by ${source.name}`;
}
