// Optimizers

// Gradient sources
export { defineGradientSource, type GradientSource, type Measurement } from './gradients/gradient-source.js';
export { reverseMode } from './gradients/reverse-mode.js';
// Rules of your own
export {
  type Choice,
  choice,
  type Hyperparameter,
  type Hyperparameters,
  type Options,
  type OptionValue,
  type Real,
  real,
  type Settings,
  tiny,
} from './hyperparameters.js';
export { defineOptimizer, type OptimizerFactory, type OptimizerOptions, ZooOptimizer } from './optimizer.js';
export { type AnyRule, defineRule, type Rule, type RuleInput, type Signal, type UpdateInput } from './rule.js';
export { adam } from './rules/adam.js';
export { adamw } from './rules/adamw.js';
export { ademamix } from './rules/ademamix.js';
export { amsgrad } from './rules/amsgrad.js';
export { inducedMetric } from './rules/induced-metric.js';
export { momentum } from './rules/momentum.js';
export { nagGs } from './rules/nag-gs.js';
export { type SgdOptions, sgd } from './rules/sgd.js';
export type { Operand, Operation, Value } from './value.js';
