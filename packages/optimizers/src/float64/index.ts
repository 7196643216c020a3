// Minimises functions of plain numbers in float64, without tfjs. The factories are those of the main entry.

export * as hostScalars from '../rule/host-scalars.js';
export type { Rule } from '../rule/rule.js';
export type { Value } from '../rule/value.js';
export { defineWrapper } from '../rule/wrapper.js';
export { type Bound, type Box, box } from './bounds.js';
export { type HutchinsonOptions, hutchinson } from './curvature.js';
export * from './factories.js';
export { defineRule, factoryOf, wrapperOf } from './factory-of.js';
export { gradientNoise } from './gradient-noise.js';
export { type HessianVectorOptions, hessianVector } from './hessian-vector.js';
export { dampedLeastSquares } from './methods/damped-least-squares.js';
export { directSearch } from './methods/direct-search.js';
export { gaussNewton } from './methods/gauss-newton.js';
export { gnsNewton } from './methods/gns-newton.js';
export { lbfgs } from './methods/lbfgs.js';
export { levenbergMarquardt } from './methods/levenberg-marquardt.js';
export { nelderMead } from './methods/nelder-mead.js';
export { nonlinearCg } from './methods/nonlinear-cg.js';
export { particleSwarm } from './methods/particle-swarm.js';
export { iterate, minimize, type Result } from './minimize.js';
export { MinimizeError } from './minimize-error.js';
export type { Evaluations, Objective } from './objective.js';
export type {
  Beginning,
  Curvature,
  Float64Optimizer,
  Measuring,
  Products,
  Stepper,
  StepperState,
} from './optimizer.js';
export type { Parameters, Point } from './parameters.js';
export type { MinimizeState, Progress, Reached, Reason } from './progress.js';
export type { Float64Random, Float64RandomSource } from './random.js';
export {
  type Float64Factory,
  type Float64Group,
  type Float64Options,
  type Float64Wrapper,
  type Float64WrapperOptions,
  RuleOptimizer,
} from './rule-optimizer.js';
export type { RunOptions } from './run-options.js';
export type { Float64Match } from './segments.js';
export { sumOfSquares } from './sum-of-squares.js';
export type {
  Float64DrawingFactory,
  Float64Shapes,
  Float64TensorFactory,
  Float64TensorOptions,
} from './tensor-factory.js';
