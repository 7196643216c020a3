import { type Hyperparameters, isNumeric, type OptionValue, valueAt } from '../rule/hyperparameters.js';

/** An optimizer's hyperparameters, as `defineReadings` makes properties of them. */
interface Readings {
  readonly owner: string;
  readonly hyper: Hyperparameters;
  /** As they are held now. */
  readonly options: Readonly<Record<string, OptionValue>>;
}

/**
 * Lets hyperparameters be read as properties, as on tf's optimizers: `optimizer.beta1`, the value at the coming step.
 * A name that the optimizer has already keeps its meaning.
 */
export function defineReadings(optimizer: { readonly iterations: number }, { owner, hyper, options }: Readings): void {
  for (const name of Object.keys(hyper)) {
    if (name in optimizer) continue;
    Object.defineProperty(optimizer, name, {
      configurable: true,
      get() {
        return valueAt(options[name], optimizer.iterations + 1);
      },
      set() {
        throw new Error(
          isNumeric(hyper[name])
            ? `${owner}: ${name} cannot be assigned to; call set({ ${name}: … }).`
            : `${owner}: ${name} cannot be changed after the optimizer is made.`,
        );
      },
    });
  }
}
