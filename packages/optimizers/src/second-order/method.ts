import type { StateSpecification } from '../rule/any-rule.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';

/** An optimizer that is no rule, as data: its options, what it keeps, and what a step costs. */
export interface SecondOrderMethod<H extends Hyperparameters = Hyperparameters> extends StateSpecification {
  /** Authors, year, where. */
  readonly reference: string;
  readonly checkedAgainst?: string;
  readonly hyper: H;
  /** How many numbers it keeps for each parameter, in words. */
  readonly state: string;
  /** What a step costs, in gradients. */
  readonly cost: string;
  /** Whether it looks at a model's outputs, so that a loss alone is not enough for a step. */
  readonly needsOutputs: boolean;
}

/** What makes an optimizer that is no rule. */
export interface MethodFactory {
  (options?: never): unknown;
  readonly method: SecondOrderMethod;
}
