import type { Claim } from './claim.js';
import { gradientDescentConvex } from './claims/gradient-descent-convex.js';
import { gradientDescentPolyakLojasiewicz } from './claims/gradient-descent-polyak-lojasiewicz.js';
import { gradientDescentStronglyConvex } from './claims/gradient-descent-strongly-convex.js';
import { nesterovConvex } from './claims/nesterov-convex.js';
import { nesterovStronglyConvex } from './claims/nesterov-strongly-convex.js';
import { proximalGradients } from './claims/proximal-gradient.js';

/** Every theorem that is tested, from the simplest on. */
export const claims: readonly Claim[] = [
  gradientDescentConvex,
  gradientDescentStronglyConvex,
  gradientDescentPolyakLojasiewicz,
  nesterovConvex,
  nesterovStronglyConvex,
  ...proximalGradients,
];
