// Forward-mode differentiation for TensorFlow.js.
export type { Differentiable } from './closure.js';
export { type Gramian, gramian } from './gramian/gramian.js';
export { type JacobianVector, jacobianVector, type Outputs } from './jacobian-vector.js';
export { type Jvp, jvp } from './jvp.js';
export type { JvpRule, KernelCall } from './jvp-rule.js';
export { hasJvp, registerJvp } from './registry.js';
export { type ValueGradHvp, valueGradHvp } from './value-grad-hvp.js';
