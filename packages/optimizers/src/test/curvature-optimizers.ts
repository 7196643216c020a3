import * as tf from '@tensorflow/tfjs';
import { type CurvatureOptimizer, egn, gnsNewton, lbfgs, levenbergMarquardt, sgn } from '../index.js';
import { noise } from './autodiff/noise.js';

/** Every optimizer that looks at a model's outputs, in every form. */
export const curvatureOptimizers: Readonly<Record<string, () => CurvatureOptimizer<never>>> = {
  egn: () => egn({ damping: 0.1 }) as never,
  'egn, adaptive damping, momentum': () => egn({ damping: 0.1, adaptiveDamping: true, momentum: 0.5 }) as never,
  'egn, line search': () => egn({ damping: 0.1, lineSearch: true }) as never,
  'egn, conjugate gradients': () => egn({ damping: 0.1, solver: 'conjugateGradients' }) as never,
  levenbergMarquardt: () => levenbergMarquardt({ xi: 0.1, omega: 0.1 }) as never,
  sgn: () => sgn({ damping: 0.1 }) as never,
  gnsNewton: () => gnsNewton() as never,
};

const { conv2d, dense, flatten } = tf.layers;
const init = (seed: number) => tf.initializers.glorotNormal({ seed });
const nets = {
  'an MLP': () => [
    dense({ units: 6, activation: 'tanh', inputShape: [4], kernelInitializer: init(1) }),
    dense({ units: 2, kernelInitializer: init(2) }),
  ],
  'a conv net': () => [
    conv2d({ filters: 3, kernelSize: 3, activation: 'tanh', inputShape: [6, 6, 1], kernelInitializer: init(3) }),
    flatten(),
    dense({ units: 2, kernelInitializer: init(4) }),
  ],
};

/** Where three steps lead, as functions for the backend in use; L-BFGS too. The tensors are the caller's to dispose. */
export const threeSteps: Readonly<Record<string, () => tf.Tensor[]>> = Object.fromEntries(
  Object.entries(nets).flatMap(([net, layers]) => [
    ...Object.entries(curvatureOptimizers).map(([name, make]) => [
      `${name}, on ${net}`,
      () =>
        steps(layers(), ({ outputs, y, variables }) => {
          const optimizer = make();
          return {
            step: () => optimizer.minimizeResidual(outputs, y, 'meanSquaredError', variables).dispose(),
            dispose: () => optimizer.dispose(),
          };
        }),
    ]),
    [
      `lbfgs, on ${net}`,
      () =>
        steps(layers(), ({ outputs, y, variables }) => {
          const optimizer = lbfgs();
          const loss = () => tf.losses.meanSquaredError(y, outputs()) as tf.Scalar;
          return {
            step: () => void optimizer.minimize(loss, false, variables),
            dispose: () => optimizer.dispose(),
          };
        }),
    ],
  ]),
);

interface Task {
  readonly outputs: () => tf.Tensor2D;
  readonly y: tf.Tensor;
  readonly variables: tf.Variable[];
}

function steps(layers: tf.layers.Layer[], start: (task: Task) => { step(): void; dispose(): void }): tf.Tensor[] {
  const model = tf.sequential({ layers });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const shape = [5, ...model.inputs[0].shape.slice(1)] as number[];
  const [x, y] = [noise(shape, 1), noise([5, 2], 2)];
  const { step, dispose } = start({ outputs: () => model.apply(x) as tf.Tensor2D, y, variables });
  for (let made = 0; made < 3; made++) step();
  const ends = variables.map((variable) => tf.mul(variable, 1));
  dispose();
  model.dispose();
  tf.dispose([x, y]);
  return ends;
}
