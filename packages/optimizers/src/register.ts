import { addSource, type GradientSource, isGradientSource } from './gradients/gradient-source.js';
import type { AnyRule } from './rule/any-rule.js';
import { addRule } from './rule/rule-of.js';
import { registerWrapper } from './rule/wrap-rule.js';
import type { AnyWrapper } from './rule/wrapper.js';

/** What a saved optimizer may name: factories of optimizers, wrappers, gradient sources and schedules, or a source itself. */
export type Nameable = ((...options: never[]) => unknown) | GradientSource;

/**
 * Makes known, to `loadLayersModel` and `ZooOptimizer.fromConfig`, what saved optimizers name:
 * `register(adam, ema, cosineDecay)`. Only needed in a program that loads a model and does not otherwise use what it was
 * trained with: bundlers drop imports that are not used. `import '@optimizer-zoo/optimizers/register-all'` does it for
 * everything, at the price of the whole package.
 */
export function register(...things: readonly Nameable[]): void {
  for (const thing of things) {
    if (isGradientSource(thing)) addSource(thing);
    const { rule, wrapper } = thing as Partial<Named>;
    if (rule) addRule(rule);
    if (wrapper) registerWrapper(wrapper);
    // Factories of second-order optimizers, sources and schedules were registered where they are defined: being used is enough.
  }
}

interface Named {
  readonly rule: AnyRule;
  readonly wrapper: AnyWrapper;
}
