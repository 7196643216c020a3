import * as tf from '@tensorflow/tfjs-core';
import type { GradientSource } from '../gradients/gradient-source.js';
import type { Match } from '../optimizer/variable-match.js';
import type { Hyperparameters, Options } from '../rule/hyperparameters.js';
import { CurvatureOptimizer } from './curvature-optimizer.js';
import type { JointState, StepwiseMethod } from './method.js';
import { MethodOptimizer } from './method-optimizer.js';

/** The options of a method: its hyperparameters, and what all have. */
export type MethodOptions<H extends Hyperparameters> = Options<H> & {
  /** Variables that are left alone, as `freeze` does. Default: none. */
  frozen?: Match;
};

/** The options of a method that measures gradients. */
export type LossMethodOptions<H extends Hyperparameters> = MethodOptions<H> & {
  /** Default: reverse mode. */
  gradient?: GradientSource<'grad'>;
};

/** A method's public face: `egn({ damping: 0.1 })` makes an optimizer, of the class `egn.Optimizer`. */
export interface DefinedMethod<H extends Hyperparameters, S extends JointState, Given, Made> {
  (options?: Given): Made;
  readonly method: StepwiseMethod<H, S>;
  readonly Optimizer: (new (
    options?: Given,
  ) => Made) &
    Pick<typeof MethodOptimizer, 'fromConfig'> & { readonly className: string };
}

/** Declares a method that steps by a model's outputs, and makes its factory. */
export const defineMethod = <const H extends Hyperparameters, S extends JointState = JointState>(
  method: StepwiseMethod<H, S>,
): DefinedMethod<H, S, MethodOptions<H>, CurvatureOptimizer<H, S>> => define(CurvatureOptimizer, method.name, method);

/** Declares a method that steps by a loss alone, and makes its factory. A saved model knows it by `className`. */
export const defineLossMethod = <const H extends Hyperparameters, S extends JointState = JointState>(
  className: string,
  method: StepwiseMethod<H, S>,
): DefinedMethod<H, S, LossMethodOptions<H>, MethodOptimizer<H, S>> => define(MethodOptimizer, className, method);

/** A shell with a method's step, known to loaders by its name. */
function define<H extends Hyperparameters, S extends JointState, Given, Made>(
  Shell: typeof MethodOptimizer,
  className: string,
  method: StepwiseMethod<H, S>,
): DefinedMethod<H, S, Given, Made> {
  class Optimizer extends Shell {
    /** @nocollapse */
    static readonly className: string = className;

    constructor(options: Readonly<Record<string, unknown>> = {}) {
      super(method as unknown as StepwiseMethod<Hyperparameters>, options);
    }
  }
  tf.serialization.registerClass(Optimizer as unknown as tf.serialization.SerializableConstructor<MethodOptimizer>);
  const make = (options?: Readonly<Record<string, unknown>>) => new Optimizer(options);
  return Object.assign(make, { method, Optimizer }) as unknown as DefinedMethod<H, S, Given, Made>;
}
