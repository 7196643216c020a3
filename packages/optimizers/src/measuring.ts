import { show } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { ClosureRuns } from './gradients/closure-runs.js';
import { checkGradientSource, type GradientSource, type Measurement } from './gradients/gradient-source.js';
import type { AnyRule } from './rule.js';
import { type Signals, signalsOf } from './signals.js';

/** Where a rule's gradients come from, and what was measured with those that are not applied yet. */
export class Measuring {
  private readonly runs = new ClosureRuns();
  private pending?: Signals;

  /** @throws if the source does not provide what the rule needs. */
  constructor(
    private readonly rule: AnyRule,
    readonly source: GradientSource,
  ) {
    checkSource(rule, source);
  }

  /** The loss and its gradients. `at` runs what measures them, and may take the variables elsewhere meanwhile. */
  measure(
    loss: () => tf.Scalar,
    variables: tf.Variable[] | undefined,
    step: number,
    at: (measure: () => Measurement) => Measurement,
  ): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    const closure = this.runs.of(loss);
    const measurement = at(() => tidied(() => this.source.evaluate(closure, variables, step)));
    this.forget();
    this.pending = signalsOf(this.rule, measurement);
    const { value, grads } = measurement;
    return { value, grads };
  }

  /**
   * What was measured with the gradients, beside them.
   *
   * @throws if they come from elsewhere, and the rule needs more than gradients.
   */
  get signals(): Signals {
    if (this.pending) return this.pending;
    const { name, gradientAt, needs = [] } = this.rule;
    const more = needs.filter((need) => need !== 'grad');
    if (!gradientAt && more.length === 0) return { scalars: {}, tensors: {} };
    const why = gradientAt ? 'measures gradients elsewhere than at the weights' : `needs ${more.map(show).join(', ')}`;
    throw new Error(`${name} ${why}: call minimize, or computeGradients before applyGradients.`);
  }

  /** The gradients have been applied, or others are measured. */
  forget(): void {
    tf.dispose(this.pending?.tensors as tf.TensorContainer);
    this.pending = undefined;
  }

  dispose(): void {
    this.forget();
    this.runs.dispose();
  }
}

/** A measurement of which nothing else is left. */
const tidied = (measure: () => Measurement) => tf.tidy(() => ({ ...measure() })) as Measurement;

function checkSource(rule: AnyRule, source: unknown): asserts source is GradientSource {
  checkGradientSource(`${rule.name}: gradient`, source);
  for (const need of ['grad', ...(rule.needs ?? [])] as const) {
    if (source.provides.includes(need)) continue;
    throw new Error(`${rule.name} needs '${need}', but ${source.name} provides only ${source.provides.join(', ')}.`);
  }
}
