// Instruments that look at the landscape of a loss: its curvature, and what it is along lines and planes.
export { type GradientOverlap, type GradientOverlapOptions, gradientOverlap } from './gradient-overlap.js';
export type { Weights } from './options.js';
export { type RoughnessIndex, type RoughnessIndexOptions, roughnessIndex } from './roughness-index.js';
export { type Slice1d, type Slice1dOptions, slice1d } from './slice-1d.js';
export { type Slice2d, type Slice2dOptions, slice2d } from './slice-2d.js';
export {
  type QuadratureNode,
  type SpectralDensity,
  type SpectralDensityOptions,
  spectralDensity,
} from './spectral-density.js';
export {
  type TopEigenpairs,
  type TopEigenvalues,
  type TopEigenvaluesOptions,
  topEigenvalues,
} from './top-eigenvalues.js';
