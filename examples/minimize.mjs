import { adam, minimize } from '@optimizer-zoo/optimizers/float64';
import { cosineDecay } from '@optimizer-zoo/schedulers';

const rosenbrock = {
  value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: ([x, y]) => [2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)],
};
const optimizer = adam({ learningRate: cosineDecay({ initialValue: 0.1, decaySteps: 2000 }) });
const { x, steps, reason, value } = minimize(rosenbrock, [-1.2, 1], {
  optimizer,
  maxSteps: 2000,
  gradientTolerance: 1e-8,
});
console.log(`x = ${x.join(', ')} after ${steps} steps (${reason}), where the value is ${value}`);
