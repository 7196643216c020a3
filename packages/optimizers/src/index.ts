// The public table of contents: optimizers stand under rules/; the rest is for rules and gradient sources of one's own.
export { swapEmaWeights } from './callbacks/swap-ema-weights.js';
export { type Algebra, type ExecutionOptions, execution } from './execution.js';
export { CurvatureOptimizer, type Report } from './gauss-newton/curvature-optimizer.js';
export { EgnOptimizer, egn } from './gauss-newton/egn.js';
export { GnsNewtonOptimizer, gnsNewton } from './gauss-newton/gns-newton.js';
export { LevenbergMarquardtOptimizer, levenbergMarquardt } from './gauss-newton/levenberg-marquardt.js';
export type { ConvexLoss, NamedLoss } from './gauss-newton/output-loss.js';
export { SgnOptimizer, sgn } from './gauss-newton/sgn.js';
export { adaptiveGradientClipping } from './gradients/adaptive-gradient-clipping.js';
export { gradientCentralization } from './gradients/gradient-centralization.js';
export { gradientNoise } from './gradients/gradient-noise.js';
export {
  defineGradientSource,
  defineGradientSources,
  type GradientSource,
  gradientOption,
  type Measurement,
} from './gradients/gradient-source.js';
export { type Random, type RandomSource, seededRandom } from './gradients/random.js';
export { reverseMode } from './gradients/reverse-mode.js';
export type { Group } from './groups.js';
export {
  type Choice,
  choice,
  type Hyperparameter,
  type Hyperparameters,
  integer,
  type Options,
  type OptionValue,
  type Real,
  real,
  type Settings,
  tiny,
} from './hyperparameters.js';
export type { Match, OneMatch } from './match.js';
export { defineMatrixOptimizer, type MatrixInput, type MatrixRule } from './matrix-rule.js';
export { defineOptimizer, type OptimizerFactory, type OptimizerOptions, ZooOptimizer } from './optimizer.js';
export { type AnyRule, defineRule, type Rule, type RuleInput, type Signal, type UpdateInput } from './rule.js';
export { adabelief } from './rules/adabelief.js';
export { adadelta } from './rules/adadelta.js';
export { adafactor } from './rules/adafactor.js';
export { adagrad } from './rules/adagrad.js';
export { adam } from './rules/adam.js';
export { adamax } from './rules/adamax.js';
export { adamw } from './rules/adamw.js';
export { adan } from './rules/adan.js';
export { ademamix } from './rules/ademamix.js';
export { adopt } from './rules/adopt.js';
export { aegd } from './rules/aegd.js';
export { aegdPreconditioned } from './rules/aegd-preconditioned.js';
export { amsgrad } from './rules/amsgrad.js';
export { gravity } from './rules/gravity.js';
export { inducedMetric } from './rules/induced-metric.js';
export { lamb } from './rules/lamb.js';
export { laprop } from './rules/laprop.js';
export { lars } from './rules/lars.js';
export { lion } from './rules/lion.js';
export { madgrad } from './rules/madgrad.js';
export { mars } from './rules/mars.js';
export { momentum } from './rules/momentum.js';
export { nadam } from './rules/nadam.js';
export { nagGs } from './rules/nag-gs.js';
export { normalizedSgd } from './rules/normalized-sgd.js';
export { novograd } from './rules/novograd.js';
export { prodigy } from './rules/prodigy.js';
export { qhadam } from './rules/qhadam.js';
export { radam } from './rules/radam.js';
export { type RmspropOptions, rmsprop } from './rules/rmsprop.js';
export { type ScheduleFreeAdamwOptions, scheduleFreeAdamw } from './rules/schedule-free-adamw.js';
export { scheduleFreeSgd } from './rules/schedule-free-sgd.js';
export { type SgdOptions, sgd } from './rules/sgd.js';
export { signSgd } from './rules/sign-sgd.js';
export { signum } from './rules/signum.js';
export { simplifiedAdemamix } from './rules/simplified-ademamix.js';
export { tiger } from './rules/tiger.js';
export { yogi } from './rules/yogi.js';
export type { Operand, Operation, Value } from './value.js';
export { cautious } from './wrappers/cautious.js';
export { clipByGlobalNorm } from './wrappers/clip-by-global-norm.js';
export { clipByNorm } from './wrappers/clip-by-norm.js';
export { clipByValue } from './wrappers/clip-by-value.js';
export { type DecoupledWeightDecayOptions, decoupledWeightDecay } from './wrappers/decoupled-weight-decay.js';
export { ema } from './wrappers/ema.js';
export { gradientAccumulation } from './wrappers/gradient-accumulation.js';
export { grokfast } from './wrappers/grokfast.js';
export { l2Regularization } from './wrappers/l2-regularization.js';
export { type LookaheadOptions, lookahead } from './wrappers/lookahead.js';
export { skipIfNotFinite } from './wrappers/skip-if-not-finite.js';
export { defineWrapper, type Inner, type Results, type Wrapper, type WrapperInput } from './wrappers/wrapper.js';
export { xgrad } from './wrappers/xgrad.js';
