// Optimizers by name in model.compile; needs tfjs-layers, like callbacks.
export { everyOptimizer } from './every-optimizer.js';
export { type OptimizerFactory, registerOptimizers, unregisterOptimizers } from './register-optimizers.js';
