import * as tf from '@tensorflow/tfjs';
import { adadelta, adagrad, adam, adamax, adamw, momentum, rmsprop, sgd, type ZooOptimizer } from '../index.js';

// Against Keras 3's formulas, in float64 loops of our own written from its update_step methods: not against Keras itself.

/** State of one element, by Keras's names; 0 before the first step unless the loop says otherwise. */
type State = Record<string, number>;
/** One step of one element: the new variable. `t` is Keras's `iterations + 1`. */
type UpdateStep = (state: State, variable: number, gradient: number, t: number) => number;

const [lr, epsilon] = [0.01, 1e-7];
const [beta1, beta2] = [0.8, 0.99];
const { sqrt, abs, max } = Math;

const adamStep =
  (weightDecay = 0): UpdateStep =>
  (s, variable, gradient, t) => {
    variable -= variable * weightDecay * lr;
    const alpha = (lr * sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    s.m += (gradient - s.m) * (1 - beta1);
    s.v += (gradient ** 2 - s.v) * (1 - beta2);
    return variable - (s.m * alpha) / (sqrt(s.v) + epsilon);
  };

const rmspropStep =
  (mu: number, centered: boolean, rho = 0.9): UpdateStep =>
  (s, variable, gradient) => {
    s.velocity = rho * s.velocity + (1 - rho) * gradient ** 2;
    let denominator = s.velocity + epsilon;
    if (centered) {
      s.averageGrad = rho * s.averageGrad + (1 - rho) * gradient;
      denominator = s.velocity - s.averageGrad ** 2 + epsilon;
    }
    const increment = (lr * gradient) / sqrt(denominator);
    s.momentum = mu * s.momentum + increment;
    return variable - s.momentum;
  };

const momentumStep =
  (nesterov: boolean, mu = 0.8): UpdateStep =>
  (s, variable, gradient) => {
    s.m = s.m * mu - gradient * lr;
    return nesterov ? variable + s.m * mu - gradient * lr : variable + s.m;
  };

const adagradStep: UpdateStep = (s, variable, gradient, t) => {
  if (t === 1) s.accumulator = 0.1;
  s.accumulator += gradient ** 2;
  return variable - (lr * gradient) / sqrt(s.accumulator + epsilon);
};

const adadeltaStep: UpdateStep = (s, variable, gradient) => {
  const rms = (x: number) => sqrt(x + epsilon);
  s.grad = 0.95 * s.grad + 0.05 * gradient ** 2;
  const deltaVar = (-rms(s.deltaVar) * gradient) / rms(s.grad);
  s.deltaVar = 0.95 * s.deltaVar + 0.05 * deltaVar ** 2;
  return variable + lr * deltaVar;
};

const adamaxStep: UpdateStep = (s, variable, gradient, t) => {
  s.m += (gradient - s.m) * (1 - beta1);
  s.u = max(beta2 * s.u, abs(gradient));
  return variable - (lr * s.m) / ((1 - beta1 ** t) * (s.u + epsilon));
};

const betas = { learningRate: lr, beta1, beta2, epsilon };

const cases: Readonly<Record<string, readonly [() => ZooOptimizer, UpdateStep]>> = {
  SGD: [() => sgd({ learningRate: lr }), (_, variable, gradient) => variable - gradient * lr],
  'SGD with momentum': [() => momentum({ learningRate: lr, momentum: 0.8 }), momentumStep(false)],
  'SGD with Nesterov': [() => momentum({ learningRate: lr, momentum: 0.8, nesterov: true }), momentumStep(true)],
  Adagrad: [() => adagrad({ variant: 'tf', learningRate: lr, initialAccumulatorValue: 0.1, epsilon }), adagradStep],
  Adadelta: [() => adadelta({ learningRate: lr, epsilon }), adadeltaStep],
  RMSprop: [() => rmsprop({ variant: 'tf', learningRate: lr, epsilon }), rmspropStep(0, false)],
  'RMSprop with momentum': [
    () => rmsprop({ variant: 'tf', learningRate: lr, momentum: 0.5, epsilon }),
    rmspropStep(0.5, false),
  ],
  'RMSprop, centered': [
    () => rmsprop({ variant: 'tf', learningRate: lr, momentum: 0.5, centered: true, epsilon }),
    rmspropStep(0.5, true),
  ],
  Adam: [() => adam({ variant: 'keras', ...betas }), adamStep()],
  AdamW: [() => adamw({ variant: 'keras', ...betas, weightDecay: 0.004 }), adamStep(0.004)],
  Adamax: [() => adamax({ variant: 'tf', ...betas }), adamaxStep],
};

/** Changing signs, now and then, and never. */
const gradientAt = (step: number) => [Math.sin(3 * step) + 0.2, step % 4 === 3 ? -1 : 0, 0];

beforeAll(() => tf.setBackend('cpu'));

describe.each([1, 1e-3, 1e-5, 1e-6])('gradients of some %d', (scale) => {
  test.each(Object.entries(cases))('%s: follows Keras’s formula', (_name, [make, step]) => {
    const optimizer = make();
    const x = tf.variable(tf.zeros([3]));
    const states = [0, 1, 2].map((): State => new Proxy({}, { get: (of: State, name: string) => of[name] ?? 0 }));
    const expected = [0, 0, 0];
    const gone = [0, 0, 0];
    for (let t = 1; t <= 30; t++) {
      const gradient = tf.tensor1d(gradientAt(t).map((g) => g * scale));
      optimizer.applyGradients({ [x.name]: gradient });
      gradient.dataSync().forEach((g, i) => {
        const variable = step(states[i], expected[i], g, t);
        gone[i] += abs(variable - expected[i]);
        expected[i] = variable;
      });
      gradient.dispose();
      x.dataSync().forEach((value, i) => {
        expect(abs(value - expected[i])).toBeLessThanOrEqual(1e-6 * gone[i]);
      });
    }
    expect(gone[0]).toBeGreaterThan(0);
    optimizer.dispose();
    x.dispose();
  });
});
