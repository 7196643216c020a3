// The public table of contents: optimizers stand under rules/; the rest is for rules and gradient sources of one's own.

export { type EvaluationCounts, evaluationCounts } from './autodiff/evaluation-counts.js';
export * from './factories.js';
export { adaptiveGradientClipping } from './gradients/adaptive-gradient-clipping.js';
export { conservative } from './gradients/conservative.js';
export {
  defineGradientSource,
  defineGradientSources,
  type GradientSourceFactory,
} from './gradients/define-gradient-source.js';
export { flooding } from './gradients/flooding.js';
export { forwardGradient, type Guess } from './gradients/forward-gradient.js';
export { gaussNewtonBartlett } from './gradients/gauss-newton-bartlett.js';
export { gradientCentralization } from './gradients/gradient-centralization.js';
export { gradientNoise } from './gradients/gradient-noise.js';
export { gradientRegularization } from './gradients/gradient-regularization.js';
export {
  type GradientEvaluation as Measurement,
  type GradientSource,
  gradientOption,
  gradientSourceNames,
} from './gradients/gradient-source.js';
export { hessianVector } from './gradients/hessian-vector.js';
export { hutchinson } from './gradients/hutchinson.js';
export { type LocalLoss, localLosses } from './gradients/local-losses.js';
export { mezo } from './gradients/mezo.js';
export { type Random, type RandomSource, seededRandom } from './gradients/random.js';
export { reverseMode } from './gradients/reverse-mode.js';
export { sharpnessAware } from './gradients/sharpness-aware.js';
export { spsa } from './gradients/spsa.js';
export { zerothOrder } from './gradients/zeroth-order.js';
export { defineOptimizer, type OptimizerFactory, optimizerOf } from './optimizer/define-optimizer.js';
export { defineRule, defineWrapper } from './optimizer/define-rule.js';
export {
  defineTensorRule,
  defineTensorRuleOverAll,
  type TensorInput,
  type TensorInputOverAll,
  type TensorResult,
  type TensorRule,
  type TensorRuleOverAll,
} from './optimizer/define-tensor-rule.js';
export { type ExecutionOptions, execution } from './optimizer/execution.js';
export { type OptimizerOptions, ZooOptimizer } from './optimizer/optimizer.js';
export type { Group, Match, OneMatch } from './optimizer/variable-match.js';
export { type WrapperFunction, type WrapperOptions, wrapping } from './optimizer/wrapping.js';
export { type Nameable, register } from './register.js';
export type { AnyRule, RuleInput } from './rule/any-rule.js';
export type { DefinedRule } from './rule/define-rule.js';
export type { Evaluated, EvaluatedTensor } from './rule/evaluated.js';
export { formOf } from './rule/form-of.js';
export * as hostScalars from './rule/host-scalars.js';
export {
  type Hyperparameter,
  type Hyperparameters,
  type Options,
  type OptionValue,
  tiny,
} from './rule/hyperparameters.js';
export type { Rule, SourceConfig, UpdateInput } from './rule/rule.js';
export type { Operand, Operation, Value } from './rule/value.js';
export type {
  AnyWrapper,
  DefinedWrapper,
  Inner,
  Results,
  Wrapper,
  WrapperInput,
} from './rule/wrapper.js';
export type { DrawingRule } from './rules/on-tensors/tensor-rule-over-all.js';
export { CurvatureOptimizer } from './second-order/curvature-optimizer.js';
export { EgnOptimizer, egn } from './second-order/egn.js';
export { GnsNewtonOptimizer, gnsNewton } from './second-order/gns-newton.js';
export { LbfgsOptimizer, type LbfgsOptions, lbfgs } from './second-order/lbfgs.js';
export { LevenbergMarquardtOptimizer, levenbergMarquardt } from './second-order/levenberg-marquardt.js';
export type { MethodFactory, Report, SecondOrderMethod as Method } from './second-order/method.js';
export type { ConvexLoss, NamedLoss } from './second-order/problem/output-loss.js';
export { SgnOptimizer, sgn } from './second-order/sgn.js';
