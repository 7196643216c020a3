import type { Claim } from './claim.js';
import { adamDrift } from './claims/adam-drift.js';
import { amsgradRegrets } from './claims/amsgrad-regret.js';
import { edgeOfStability } from './claims/edge-of-stability.js';
import { forwardGradientVariance } from './claims/forward-gradient-variance.js';
import { gradientDescentConvex } from './claims/gradient-descent-convex.js';
import { gradientDescentPolyakLojasiewicz } from './claims/gradient-descent-polyak-lojasiewicz.js';
import { gradientDescentStronglyConvex } from './claims/gradient-descent-strongly-convex.js';
import { gradientRegularizationShrinkage } from './claims/gradient-regularization-shrinkage.js';
import { nagGsStability } from './claims/nag-gs-stability.js';
import { nesterovConvex } from './claims/nesterov-convex.js';
import { nesterovStronglyConvex } from './claims/nesterov-strongly-convex.js';
import { polyakStep } from './claims/polyak-step.js';
import { proximalGradients } from './claims/proximal-gradient.js';
import { sgdConstantStep } from './claims/sgd-constant-step.js';
import { sgdDecreasingStep } from './claims/sgd-decreasing-step.js';
import { sgdInterpolation } from './claims/sgd-interpolation.js';
import { sgdNoiseBall } from './claims/sgd-noise-ball.js';

/** Every theorem that is tested, from the simplest on. */
export const claims: readonly Claim[] = [
  ...gradientDescentConvex,
  gradientDescentStronglyConvex,
  gradientDescentPolyakLojasiewicz,
  nesterovConvex,
  nesterovStronglyConvex,
  polyakStep,
  ...proximalGradients,
  sgdConstantStep,
  sgdDecreasingStep,
  sgdInterpolation,
  sgdNoiseBall,
  nagGsStability,
  ...amsgradRegrets,
  adamDrift,
  gradientRegularizationShrinkage,
  forwardGradientVariance,
  edgeOfStability,
];
