import type * as tf from '@tensorflow/tfjs-core';
import { choice, type GivenOptions, readOptions, type Schedule, schedule } from '../options/index.js';
import { learningRateOf, setLearningRate } from './learning-rate.js';
import { LearningRateLogger } from './learning-rate-logger.js';
import type { Logs } from './logs.js';

const options = { schedule, per: choice('epoch', 'batch') };

/** As a schedule, but it may look at the present learning rate too. */
export type RateFunction = Schedule | ((step: number, learningRate: number) => number);
export type LearningRateSchedulerOptions = Omit<GivenOptions<typeof options>, 'schedule'> & {
  readonly schedule: number | RateFunction;
};

/**
 * Sets the optimizer's learning rate to `schedule(step, learningRate)` before each epoch or, with `per` 'batch', each
 * batch, and logs it as `LearningRateLogger` does. Steps count epochs or batches from the start of epoch 0, so that a
 * fit with `initialEpoch` goes on where it was; the first is 1, as for all schedules here (Keras gives epoch 0). For
 * optimizers that take no schedule themselves; it replaces one that they have. Default: `per` 'epoch'.
 *
 * @throws in `fit` if `per` is 'batch' and fitDataset was not given `batchesPerEpoch` for a dataset of unknown size.
 */
export class LearningRateScheduler extends LearningRateLogger {
  protected readonly per: 'epoch' | 'batch';
  protected schedule: RateFunction;
  private epoch = 0;

  constructor(given: LearningRateSchedulerOptions) {
    super();
    const settings = readOptions('LearningRateScheduler', options, given as GivenOptions<typeof options>);
    this.schedule = settings.schedule;
    this.per = settings.per;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.epoch = epoch;
    if (this.per === 'epoch') this.setRate(epoch + 1);
  }

  override async onBatchBegin(batch: number, logs?: Logs): Promise<void> {
    if (this.per === 'batch') this.setRate(this.epoch * this.batchesPerEpoch() + batch + 1);
    await super.onBatchBegin(batch, logs);
  }

  /** How many batches an epoch has, as `fit` tells callbacks. */
  protected batchesPerEpoch(): number {
    const { steps, samples, batchSize } = this.params as Record<string, number | null | undefined>;
    const batches = steps ?? Math.ceil((samples ?? Number.NaN) / (batchSize ?? Number.NaN));
    if (Number.isFinite(batches)) return batches;
    throw new Error(
      `${this.constructor.name}: per is 'batch', but fitDataset does not know how many batches an epoch has; give it batchesPerEpoch.`,
    );
  }

  private setRate(step: number): void {
    const optimizer: tf.Optimizer = this.model.optimizer;
    setLearningRate(this.constructor.name, optimizer, this.schedule(step, learningRateOf(optimizer)));
  }
}
