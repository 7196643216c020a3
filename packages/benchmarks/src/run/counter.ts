import { evaluationCounts } from '@optimizer-zoo/optimizers';
import type { Cost } from './machine.js';

/** Adds up what steps cost: runs of the loss as they happen, gradients and products as the zoo counts them. */
export class Counter {
  private losses = 0;
  private gradients = 0;
  private products = 0;

  /** The same loss, counted. */
  loss<T>(run: () => T): () => T {
    return () => {
      this.losses++;
      return run();
    };
  }

  /** Makes a step; `own` are gradients that the zoo does not see. */
  step(make: () => void, own = 0): void {
    const before = evaluationCounts();
    make();
    const { gradients, products } = evaluationCounts();
    this.gradients += gradients - before.gradients + own;
    this.products += products - before.products;
  }

  get cost(): Cost {
    const { losses, gradients, products } = this;
    return { losses, gradients, products };
  }
}
