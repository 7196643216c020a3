import { adagradCounterexample } from './papers/adagrad-counterexample.js';
import { adamRosenbrock } from './papers/adam-rosenbrock.js';
import { ademamixForgetting } from './papers/ademamix-forgetting.js';
import { ademamixRosenbrock } from './papers/ademamix-rosenbrock.js';
import { aegdEnergy } from './papers/aegd-energy.js';
import { amsgradRegret } from './papers/amsgrad-regret.js';
import { chebyshevSteps } from './papers/chebyshev-steps.js';
import { egnDualStep } from './papers/egn-dual-step.js';
import { egnRegression } from './papers/egn-regression.js';
import { forwardGradientCost } from './papers/forward-gradient-cost.js';
import { forwardGradientDescent } from './papers/forward-gradient-descent.js';
import { forwardGradientMoments } from './papers/forward-gradient-moments.js';
import { gradientRegularizationSparseRecovery } from './papers/gradient-regularization-sparse-recovery.js';
import { gravityFormulas } from './papers/gravity-formulas.js';
import { gravityLogistic } from './papers/gravity-logistic.js';
import { hutchinsonDiagonal } from './papers/hutchinson-diagonal.js';
import { inducedMetricSteps } from './papers/induced-metric.js';
import { inducedMetricFloat32 } from './papers/induced-metric-float32.js';
import { lionSteps } from './papers/lion-steps.js';
import { lionWeightDecay } from './papers/lion-weight-decay.js';
import { lookaheadVariance } from './papers/lookahead-variance.js';
import { muonOrthogonalUpdate } from './papers/muon-orthogonal-update.js';
import { nagGsCovariance } from './papers/nag-gs-covariance.js';
import { nagGsReadme } from './papers/nag-gs-readme.js';
import { nagGsSteps } from './papers/nag-gs-steps.js';
import { oasisScaling } from './papers/oasis-scaling.js';
import { prodigyDistance } from './papers/prodigy-distance.js';
import { psgdDelayedXor } from './papers/psgd-delayed-xor.js';
import { psgdHessianFitting } from './papers/psgd-hessian-fitting.js';
import { psgdRosenbrock } from './papers/psgd-rosenbrock.js';
import { samFlatness } from './papers/sam-flatness.js';
import { scheduleFreeFrontier } from './papers/schedule-free-frontier.js';
import { xgradNetwork } from './papers/xgrad-network.js';
import { xgradPrediction } from './papers/xgrad-prediction.js';
import type { Reproduction } from './reproduction.js';

/** Every published figure that is measured again, family by family. */
export const reproductions: readonly Reproduction[] = [
  inducedMetricSteps,
  inducedMetricFloat32,
  nagGsSteps,
  nagGsReadme,
  nagGsCovariance,
  amsgradRegret,
  adamRosenbrock,
  ademamixRosenbrock,
  ademamixForgetting,
  adagradCounterexample,
  aegdEnergy,
  scheduleFreeFrontier,
  prodigyDistance,
  lionSteps,
  lionWeightDecay,
  gravityFormulas,
  gravityLogistic,
  xgradPrediction,
  xgradNetwork,
  oasisScaling,
  psgdRosenbrock,
  psgdHessianFitting,
  psgdDelayedXor,
  egnDualStep,
  egnRegression,
  gradientRegularizationSparseRecovery,
  forwardGradientMoments,
  forwardGradientDescent,
  forwardGradientCost,
  samFlatness,
  hutchinsonDiagonal,
  muonOrthogonalUpdate,
  lookaheadVariance,
  chebyshevSteps,
];
