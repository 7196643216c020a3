import { cosineDecay } from '../cosine-decay.js';
import { choice, type GivenOptions, number, optional, readOptions } from '../options/index.js';
import { learningRateOf } from './learning-rate.js';
import { LearningRateScheduler } from './learning-rate-scheduler.js';

const options = {
  per: choice('epoch', 'batch'),
  initialValue: optional(number('(-inf, inf)')),
  decaySteps: optional(number('(0, inf)')),
  alpha: number('[0, 1]', 0),
};

/**
 * Anneals the optimizer's learning rate along half a cosine (`cosineDecay`), by epoch or by batch, and logs it as
 * `LearningRateLogger` does. Defaults: `per` 'epoch'; `initialValue` the optimizer's learning rate when its first fit
 * begins; `decaySteps` the epochs, or batches, of the fit; `alpha` 0.
 * Loshchilov and Hutter 2017, arXiv:1608.03983.
 */
export class CosineAnnealing extends LearningRateScheduler {
  private readonly decaySteps?: number;
  private readonly alpha: number;
  private initialValue?: number;

  constructor(given: GivenOptions<typeof options> = {}) {
    const { per, initialValue, decaySteps, alpha } = readOptions('CosineAnnealing', options, given);
    super({ per, schedule: 0 }); // the schedule is known when fit begins
    this.initialValue = initialValue;
    this.decaySteps = decaySteps;
    this.alpha = alpha;
  }

  override async onTrainBegin(): Promise<void> {
    this.initialValue ??= learningRateOf(this.model.optimizer);
    this.schedule = cosineDecay({
      initialValue: this.initialValue,
      decaySteps:
        this.decaySteps ?? (this.params.epochs as number) * (this.per === 'batch' ? this.batchesPerEpoch() : 1),
      alpha: this.alpha,
    });
  }
}
