import { chebyshevSteps } from './papers/chebyshev-steps.js';
import { egnDualStep } from './papers/egn-dual-step.js';
import { forwardGradientDescent } from './papers/forward-gradient-descent.js';
import { forwardGradientMoments } from './papers/forward-gradient-moments.js';
import { gradientRegularizationSparseRecovery } from './papers/gradient-regularization-sparse-recovery.js';
import { hutchinsonDiagonal } from './papers/hutchinson-diagonal.js';
import { inducedMetricSteps } from './papers/induced-metric.js';
import { lookaheadVariance } from './papers/lookahead-variance.js';
import { muonOrthogonalUpdate } from './papers/muon-orthogonal-update.js';
import { psgdHessianFitting } from './papers/psgd-hessian-fitting.js';
import { psgdRosenbrock } from './papers/psgd-rosenbrock.js';
import { samFlatness } from './papers/sam-flatness.js';
import type { Reproduction } from './reproduction.js';

/** Every published figure that is measured again, family by family. */
export const reproductions: readonly Reproduction[] = [
  inducedMetricSteps,
  psgdRosenbrock,
  psgdHessianFitting,
  egnDualStep,
  gradientRegularizationSparseRecovery,
  forwardGradientMoments,
  forwardGradientDescent,
  samFlatness,
  hutchinsonDiagonal,
  muonOrthogonalUpdate,
  lookaheadVariance,
  chebyshevSteps,
];
