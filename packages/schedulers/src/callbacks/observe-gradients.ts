import * as tf from '@tensorflow/tfjs-core';
import type { Observer } from '../observer.js';
import { show } from '../options/index.js';
import { setLearningRate } from './learning-rate.js';
import { LearningRateLogger } from './learning-rate-logger.js';

/** What can be measured at each step, between the gradient and the update. */
interface Measured {
  loss?: number;
  squaredGradientNorm?: number;
  distance?: number;
}
type Gradients = ReturnType<tf.Optimizer['computeGradients']>;

/** The least normal number of float32. */
const smallest = 1.1754943508222875e-38;

/** Of the elements over the largest: squares of float32 are infinite from 1.8e19 on, and 0 below 1e-23. */
function squaredNorm(tensors: readonly tf.Tensor[]): number {
  const full = tensors.filter(({ size }) => size > 0);
  if (full.length === 0) return 0;
  return tf.tidy(() => {
    const largest = tf.maximum(tf.max(tf.stack(full.map((tensor) => tf.max(tf.abs(tensor))))), smallest);
    const sum = tf.addN(full.map((tensor) => tf.sum(tf.square(tf.div(tensor, largest)))));
    const [size, squares] = tf.stack([largest, sum]).dataSync();
    return squares * size ** 2;
  });
}

export interface ObserveGradientsOptions {
  /** `polyak(…)`, `dog(…)`, or another that observes `loss`, `squaredGradientNorm` or `distance`. */
  readonly rate: Observer<never>;
}

/**
 * Shows an observer such as `polyak` or `dog` the loss, the squared norm of the gradient and the distance from where
 * `fit` began, just before each update, and makes its value the optimizer's learning rate; logs it as
 * `LearningRateLogger` does. It waits for each of these, so it needs a backend that can be waited for (not webgpu).
 */
export class ObserveGradients extends LearningRateLogger {
  private readonly rate: Observer<Measured>;
  private start?: Map<string, tf.Tensor>;

  constructor({ rate }: ObserveGradientsOptions) {
    super();
    const known = ['loss', 'squaredGradientNorm', 'distance'];
    const wanted: readonly string[] | undefined = rate?.observes;
    if (!wanted?.every((name) => known.includes(name))) {
      throw new Error(`ObserveGradients: rate is ${show(rate)}, but must be an observer of ${known.join(', ')}.`);
    }
    this.rate = rate as unknown as Observer<Measured>;
  }

  override async onTrainBegin(): Promise<void> {
    this.stop(); // an earlier fit may have thrown
    const { optimizer } = this.model;
    optimizer.computeGradients = (loss, variables) => {
      const gradients = Object.getPrototypeOf(optimizer).computeGradients.call(optimizer, loss, variables) as Gradients;
      setLearningRate('ObserveGradients', optimizer, this.rate.observe(this.measure(gradients, variables ?? [])));
      return gradients;
    };
  }

  override async onTrainEnd(): Promise<void> {
    this.stop();
  }

  private measure({ value, grads }: Gradients, variables: readonly tf.Variable[]): Measured {
    const measures: { [K in keyof Required<Measured>]: () => number } = {
      loss: () => value.dataSync()[0],
      squaredGradientNorm: () => squaredNorm(Object.values(grads)),
      distance: () => this.distance(variables),
    };
    return Object.fromEntries(this.rate.observes.map((name) => [name, measures[name]()]));
  }

  private distance(variables: readonly tf.Variable[]): number {
    this.start ??= new Map(variables.map((variable) => [variable.name, tf.keep(variable.clone())]));
    const { start } = this;
    return Math.sqrt(
      tf.tidy(() => squaredNorm(variables.map((variable) => tf.sub(variable, start.get(variable.name)!)))),
    );
  }

  private stop(): void {
    delete (this.model.optimizer as Partial<tf.Optimizer>).computeGradients;
    tf.dispose([...(this.start?.values() ?? [])]);
    this.start = undefined;
  }
}
