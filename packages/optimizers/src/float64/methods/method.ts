import { checkOptions } from '@optimizer-zoo/schedulers';
import { type Hyperparameters, type Options, type OptionValue, resolveOptions } from '../../rule/hyperparameters.js';
import type { Float64Optimizer } from '../optimizer.js';
import { type LineDirection, LineSearchRun } from './line-search-run.js';

/** Declares a method that goes along lines: its name, hyperparameters, and how directions are found. */
export function lineMethod<const H extends Hyperparameters>(
  name: string,
  hyper: H,
  directionOf: (options: Readonly<Record<string, OptionValue>>) => LineDirection,
): (options?: Options<H>) => Float64Optimizer {
  return (given = {} as Options<H>) => {
    checkOptions(name, given, 'learningRate: 1');
    const options = resolveOptions(name, hyper, given as Readonly<Record<string, unknown>>);
    return {
      name,
      begin(at) {
        const direction = directionOf(options);
        if (at.bounds && !direction.takesBounds) {
          throw new Error(`minimize: ${name} takes no bounds; lbfgs, the rules and the methods of least squares do.`);
        }
        return new LineSearchRun({ name, hyper, options, direction }, at);
      },
    };
  };
}
