import type { Settings } from '@optimizer-zoo/schedulers';
import type { LossRuns } from '../gradients/closure-runs.js';
import type { Program } from '../kernels/graph.js';
import type { NewScalars, Step } from '../kernels/step.js';
import type { AnyRule } from '../rule/any-rule.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';

/** How the steps of rules on values fuse. */
export interface Fusion {
  readonly traceAt: (rule: AnyRule, settings: Settings<Hyperparameters>) => Program;
  /** Undefined, with nothing done, where a step cannot be fused. */
  readonly fusedStep: (step: Step) => NewScalars | undefined;
}

/**
 * What not every optimizer has a use for: the factories, rules and gradient sources that do bring it as they are defined, so
 * that importing others loads none of it.
 */
export const brought: {
  /** Rules on tensors do without. */
  fusion?: Fusion;
  /** What runs a loss once does without. */
  lossRuns?: () => LossRuns;
} = {};
