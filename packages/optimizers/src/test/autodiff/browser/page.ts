// What runs in the browser: forward mode, gradient sources and curvature on the backend in use against cpu. Called by
// comparisons.ts.
import * as tf from '@tensorflow/tfjs';
import { jacobianVector, valueGradHvp } from '../../../autodiff/index.js';
import { adam, type GradientSource } from '../../../index.js';
import '../../browser/machine.js';
import { threeSteps } from '../../curvature-optimizers.js';
import { everySource } from '../../every-source.js';
import { asFunction, kernelCases } from '../kernel-cases.js';
import { problems } from '../models.js';
import { noise } from '../noise.js';

/** How one computation fared. */
export interface Fared {
  readonly name: string;
  /** Distance from what cpu computes, relative to 1 + its largest number; or why there is none. */
  readonly error: number | string;
  readonly leaked: number;
}

const tangentsOf = (kernelCase: (typeof kernelCases)[number]) => () => {
  const { f, xs, vs } = asFunction(kernelCase, kernelCase.along);
  return jacobianVector(f, xs, vs).tangents;
};

const hvpOf = (make: (typeof problems)[string]) => () => {
  const { variables, loss, dispose } = make();
  const vs = variables.map((x, i) => noise(x.shape, 31 + i));
  const { directional, hvps } = valueGradHvp(loss, variables, vs);
  dispose();
  return [directional, ...hvps.map((hvp) => hvp!)];
};

/** Where three steps with a source lead. */
const stepsOf = (make: (typeof everySource)[string]) => () => {
  const { variables, loss, dispose } = problems['MLP, tanh']();
  const optimizer = adam({ learningRate: 0.01, gradient: make() as GradientSource<'grad'> });
  for (let step = 0; step < 3; step++) optimizer.minimize(loss, false, variables);
  const points = variables.map((x) => tf.mul(x, 1));
  optimizer.dispose();
  dispose();
  return points;
};

async function read(backend: string, run: () => tf.Tensor[]): Promise<number[]> {
  await tf.setBackend(backend);
  const tensors = tf.tidy(run);
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return values.flatMap((part) => [...part]);
}

async function compare(backend: string, name: string, run: () => tf.Tensor[]): Promise<Fared> {
  await tf.setBackend('cpu');
  const before = tf.memory().numTensors;
  try {
    const [actual, expected] = [await read(backend, run), await read('cpu', run)];
    const scale = 1 + Math.max(...expected.map(Math.abs));
    const error = Math.max(...expected.map((value, i) => Math.abs(value - actual[i]))) / scale;
    return { name, error: Number.isNaN(error) ? 'not a number' : error, leaked: tf.memory().numTensors - before };
  } catch (error) {
    return { name, error: String(error), leaked: tf.memory().numTensors - before };
  }
}

/** What is compared, by kind and name. */
const comparisons = {
  rule: (title: string) => tangentsOf(kernelCases.find((kernelCase) => kernelCase.title === title)!),
  model: (name: string) => hvpOf(problems[name]),
  source: (name: string) => stepsOf(everySource[name]),
  curvature: (name: string) => threeSteps[name],
};
export type Kind = keyof typeof comparisons;

const hasKernel = (title: string, backend: string) =>
  tf.getKernel(kernelCases.find((kernelCase) => kernelCase.title === title)!.kernel, backend) !== undefined;

/** What ./comparisons.ts may call. */
const forwardMode = {
  /** Undefined of a rule for a kernel that the backend does not have. */
  compare: async (backend: string, kind: Kind, name: string): Promise<Fared | undefined> =>
    kind !== 'rule' || hasKernel(name, backend) ? compare(backend, name, comparisons[kind](name)) : undefined,
  /** How many cases of rules there are. */
  rulesOn: (backend: string) => kernelCases.filter(({ title }) => hasKernel(title, backend)).length,
};
export type ForwardMode = typeof forwardMode;
Object.assign(globalThis, { forwardMode });
