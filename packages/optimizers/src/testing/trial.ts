import * as tf from '@tensorflow/tfjs-core';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import type { State } from './assert.js';

/** What a trial trains: a scalar, no element at all, a vector, and four dimensions. */
const shapes = [[], [0], [5], [2, 1, 3, 2]];

type Weights = Awaited<ReturnType<ZooOptimizer['getWeights']>>;

/** How a trial's variables are made. */
export interface Setting {
  readonly shapes?: readonly number[][];
  /** tf's numbers unless given. */
  readonly names?: readonly string[];
  /** Start from copies of these. */
  readonly from?: readonly tf.Variable[];
}

/** One optimizer at work on variables of its own. Everything it makes is given back by `dispose`. */
export class Trial {
  readonly variables: readonly tf.Variable[];
  private readonly others: Trial[] = [];

  constructor(
    readonly make: () => ZooOptimizer,
    { shapes: wanted = shapes, names, from }: Setting = {},
    readonly optimizer = make(),
  ) {
    const start = (index: number) => (from ? tf.mul(from[index], 1) : tf.fill(wanted[index], 0.6));
    this.variables = tf.tidy(() => wanted.map((_, index) => tf.variable(start(index), true, names?.[index])));
  }

  /**
   * A loss above zero, not quadratic, that pulls every element elsewhere. Any of the variables may be left out. All are
   * one vector, which takes few operations; the product with 1 makes their gradients results of their own, no slices.
   */
  readonly loss = (): tf.Scalar =>
    tf.tidy(() => {
      const x = flat(this.variables.map((variable) => tf.mul(variable, 1)));
      const targets = tf.tensor1d(this.variables.flatMap(({ size }, i) => Array<number>(size).fill(i + 1)));
      return tf.add(tf.sum(tf.add(tf.square(tf.sub(x, targets)), tf.mul(0.1, tf.cos(x)))), 1) as tf.Scalar;
    });

  async lossNow(): Promise<number> {
    const value = this.loss();
    const [number] = await value.data();
    value.dispose();
    return number;
  }

  steps(count: number, variables?: tf.Variable[]): void {
    for (let step = 0; step < count; step++) this.optimizer.minimize(this.loss, false, variables);
  }

  /** Measures the gradients, hands them over, and gives them back. */
  withGradients(use: (gradients: tf.NamedTensorMap) => void): void {
    const { value, grads } = this.optimizer.computeGradients(this.loss);
    use(grads);
    tf.dispose([value, grads]);
  }

  /** Another trial of the same kind, given back with this one; with an optimizer of its own unless one is given. */
  twin(setting?: Setting, optimizer?: ZooOptimizer): Trial {
    const twin = new Trial(this.make, setting, optimizer);
    this.others.push(twin);
    return twin;
  }

  /**
   * Parameters by place, as `x2`, with their slots, as `x2/m`; those of one variable alone if it is given, otherwise also
   * the number of steps and the optimizer's global state.
   */
  async state(only?: tf.Variable): Promise<State> {
    const state: Record<string, number[]> = {};
    const places = new Map<string, string>();
    for (const [place, x] of this.variables.entries()) {
      if (x !== (only ?? x)) continue;
      places.set(x.name, `x${place}`);
      state[`x${place}`] = Array.from(await x.data());
    }
    const weights = await this.optimizer.getWeights();
    for (const { name, tensor } of weights) {
      const [, owner = '', slot] = /^(.*)\/(.*)$/.exec(name) ?? [];
      const place = places.get(owner);
      if (only !== undefined && slot === 'stepCount') continue; // saved only where the optimizer has made other steps
      if (place !== undefined || only === undefined)
        state[place === undefined ? name : `${place}/${slot}`] = Array.from(await tensor.data());
    }
    giveBack(weights);
    return state;
  }

  dispose(): void {
    for (const twin of this.others) twin.dispose();
    this.optimizer.dispose();
    tf.dispose([...this.variables]);
  }
}

/** Every element in one vector: webgl cannot sum a tensor that has none. */
export const flat = (tensors: readonly tf.Tensor[]) => tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1])));

/** Disposes the scalars that getWeights makes; the slots it names belong to the optimizer. */
export const giveBack = (weights: Weights) =>
  tf.dispose(weights.map(({ tensor }) => tensor).filter((tensor) => !(tensor instanceof tf.Variable)));

/** The kernels of the zoo on the backend in use. */
export const kernelNames = () =>
  tf
    .getKernelsForBackend(tf.getBackend())
    .map(({ kernelName }) => kernelName)
    .filter((name) => name.startsWith('OptimizerZoo'));
