// Instruments that look at the landscape of a loss: its curvature, and what it is along lines and planes.
export {
  type TopEigenpairs,
  type TopEigenvalues,
  type TopEigenvaluesOptions,
  topEigenvalues,
} from './top-eigenvalues.js';
