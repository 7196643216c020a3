import { checkOptions, show } from '@optimizer-zoo/schedulers';
import { type Hyperparameters, type Options, type OptionValue, resolveOptions } from '../../rule/hyperparameters.js';
import type { Beginning, Float64Optimizer, Stepper } from '../optimizer.js';

/** What makes an optimizer of a method. */
export type MethodFactory<H extends Hyperparameters> = (options?: Options<H>) => Float64Optimizer;

/** Declares a method: its name, its hyperparameters, and how a run begins with those that were given. */
export function defineMethod<const H extends Hyperparameters>(
  name: string,
  hyper: H,
  begin: (at: Beginning, options: Readonly<Record<string, OptionValue>>) => Stepper,
): MethodFactory<H> {
  return (given = {} as Options<H>) => {
    const [first] = Object.keys(hyper);
    checkOptions(name, given, `${first}: ${show(hyper[first].read(first, undefined))}`);
    const options = resolveOptions(name, hyper, given as Readonly<Record<string, unknown>>);
    return { name, begin: (at) => begin(at, options) };
  };
}
