import { ClosureRuns } from '../gradients/closure-runs.js';
import { fusedStep } from '../kernels/fused.js';
import { traceAt } from '../kernels/trace.js';
import type { AnyRule } from '../rule/any-rule.js';
import { brought } from './brought.js';

/** A rule on values, with what fuses its steps. */
export function fusing<R extends AnyRule>(rule: R): R {
  brought.fusion = { traceAt, fusedStep };
  return rule;
}

/** A rule or wrapper that may measure elsewhere than at the weights, with what lets it run the loss to learn which these are. */
export function measuringElsewhere<R extends Pick<AnyRule, 'gradientAt'>>(rule: R): R {
  brought.lossRuns = () => new ClosureRuns();
  return rule;
}
