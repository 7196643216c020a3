import type { Settings } from '@optimizer-zoo/schedulers';
import type { Hyperparameters } from './hyperparameters.js';

/** A slot of tf's optimizer of the same algorithm that holds something else than ours: ours is factor × theirs + offset. */
export interface TfSlot<H extends Hyperparameters = Hyperparameters, Slot extends string = string> {
  readonly slot: Slot;
  /** The hyperparameter that the two differ by. */
  readonly by: keyof H & string;
  readonly factor?: (settings: Settings<H>) => number;
  readonly offset?: (settings: Settings<H>) => number;
}
