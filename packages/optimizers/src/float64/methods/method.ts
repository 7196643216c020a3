import { checkOptions, show } from '@optimizer-zoo/schedulers';
import { type Hyperparameters, type Options, type OptionValue, resolveOptions } from '../../rule/hyperparameters.js';
import type { Beginning, Float64Optimizer, Stepper } from '../optimizer.js';

/** What is known of a method beside its steps. */
export interface MethodFacts<H extends Hyperparameters = Hyperparameters> {
  readonly name: string;
  /** Authors, year, where. */
  readonly reference: string;
  readonly hyper: H;
  /** What it asks of an objective; of what takes residuals or a gradient, the gradient. */
  readonly needs: 'value' | 'gradient' | 'residuals';
  /** How many numbers it keeps for each parameter, in words. */
  readonly state: string;
  /** What a step costs, in words. */
  readonly cost: string;
}

/** What makes an optimizer of a method. */
export interface MethodFactory<H extends Hyperparameters> {
  (options?: Options<H>): Float64Optimizer;
  readonly method: MethodFacts<H>;
}

/** Declares a method: what is known of it, and how a run begins with the hyperparameters that were given. */
export function defineMethod<const H extends Hyperparameters>(
  method: MethodFacts<H>,
  begin: (at: Beginning, options: Readonly<Record<string, OptionValue>>) => Stepper,
): MethodFactory<H> {
  const { name, hyper } = method;
  const make = (given = {} as Options<H>): Float64Optimizer => {
    const [first] = Object.keys(hyper);
    checkOptions(name, given, `${first}: ${show(hyper[first].read(first, undefined))}`);
    const options = resolveOptions(name, hyper, given as Readonly<Record<string, unknown>>);
    return { name, begin: (at) => begin(at, options) };
  };
  return Object.assign(make, { method });
}
