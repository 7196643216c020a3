// The public table of contents: optimizers stand under rules/; the rest is for rules and gradient sources of one's own.
export { SwapEMAWeights } from './callbacks/swap-ema-weights.js';
export { type Card, card, type Equation, type Written } from './card/card.js';
export { methodCard } from './card/method-card.js';
export { adaptiveGradientClipping } from './gradients/adaptive-gradient-clipping.js';
export { conservative } from './gradients/conservative.js';
export { flooding } from './gradients/flooding.js';
export { forwardGradient, type Guess } from './gradients/forward-gradient.js';
export { gaussNewtonBartlett } from './gradients/gauss-newton-bartlett.js';
export { gradientCentralization } from './gradients/gradient-centralization.js';
export { gradientNoise } from './gradients/gradient-noise.js';
export { gradientRegularization } from './gradients/gradient-regularization.js';
export {
  defineGradientSource,
  defineGradientSources,
  type GradientEvaluation as Measurement,
  type GradientSource,
  gradientOption,
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
export { defineOptimizer, type OptimizerFactory } from './optimizer/define-optimizer.js';
export { type Algebra, type ExecutionOptions, execution } from './optimizer/execution.js';
export type { Group } from './optimizer/groups.js';
export type { Match, OneMatch } from './optimizer/match.js';
export { type OptimizerOptions, ZooOptimizer } from './optimizer/optimizer.js';
export {
  type Choice,
  choice,
  defaultOf,
  type Hyperparameter,
  type Hyperparameters,
  integer,
  type Options,
  type OptionValue,
  type Real,
  real,
  type Settings,
  tiny,
} from './rule/hyperparameters.js';
export {
  defineJointOptimizer,
  type JointInput,
  type JointOptimizerFactory,
  type JointRule,
} from './rule/joint-rule.js';
export { defineMatrixOptimizer, type MatrixInput, type MatrixResult, type MatrixRule } from './rule/matrix-rule.js';
export {
  type AnyRule,
  defineRule,
  type Evaluated as Signal,
  type EvaluatedTensor as TensorSignal,
  type Rule,
  type RuleInput,
  type UpdateInput,
} from './rule/rule.js';
export type { Operand, Operation, Value } from './rule/value.js';
export type { Factory } from './rule/variants.js';
export type { AnyWrapper } from './rule/wrap-rule.js';
export {
  defineWrapper,
  type Inner,
  type Results,
  type Wrapper,
  type WrapperFunction,
  type WrapperInput,
} from './rule/wrapper.js';
export { adabelief } from './rules/adabelief.js';
export { adadelta } from './rules/adadelta.js';
export { adafactor } from './rules/adafactor.js';
export { adagrad } from './rules/adagrad.js';
export { adahessian } from './rules/adahessian.js';
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
export { oasis } from './rules/oasis.js';
export { muon } from './rules/on-tensors/muon.js';
export { psgdDense } from './rules/on-tensors/psgd-dense.js';
export { psgdKron } from './rules/on-tensors/psgd-kron.js';
export { psgdKronNewton } from './rules/on-tensors/psgd-kron-newton.js';
export { psgdLra } from './rules/on-tensors/psgd-lra.js';
export { psgdLraNewton } from './rules/on-tensors/psgd-lra-newton.js';
export { psgdXmat } from './rules/on-tensors/psgd-xmat.js';
export { psgdXmatNewton } from './rules/on-tensors/psgd-xmat-newton.js';
export { shampoo } from './rules/on-tensors/shampoo.js';
export { soap } from './rules/on-tensors/soap.js';
export { prodigy } from './rules/prodigy.js';
export { proximalGradient } from './rules/proximal-gradient.js';
export { qhadam } from './rules/qhadam.js';
export { radam } from './rules/radam.js';
export { type RmspropOptions, rmsprop } from './rules/rmsprop.js';
export { type ScheduleFreeAdamwOptions, scheduleFreeAdamw } from './rules/schedule-free-adamw.js';
export { scheduleFreeSgd } from './rules/schedule-free-sgd.js';
export { type SgdOptions, sgd } from './rules/sgd.js';
export { signSgd } from './rules/sign-sgd.js';
export { signum } from './rules/signum.js';
export { simplifiedAdemamix } from './rules/simplified-ademamix.js';
export { sophiaG } from './rules/sophia-g.js';
export { sophiaH } from './rules/sophia-h.js';
export { tiger } from './rules/tiger.js';
export { yogi } from './rules/yogi.js';
export { CurvatureOptimizer } from './second-order/curvature-optimizer.js';
export { EgnOptimizer, egn } from './second-order/egn.js';
export { GnsNewtonOptimizer, gnsNewton } from './second-order/gns-newton.js';
export { LbfgsOptimizer, type LbfgsOptions, lbfgs } from './second-order/lbfgs.js';
export { LevenbergMarquardtOptimizer, levenbergMarquardt } from './second-order/levenberg-marquardt.js';
export type { MethodFactory, Report, SecondOrderMethod as Method } from './second-order/method.js';
export type { ConvexLoss, NamedLoss } from './second-order/problem/output-loss.js';
export { SgnOptimizer, sgn } from './second-order/sgn.js';
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
export { xgrad } from './wrappers/xgrad.js';
