import * as tfl from '@tensorflow/tfjs-layers';
import { learningRateOf } from './learning-rate.js';
import type { Logs } from './logs.js';

/**
 * Writes `learningRate` into the logs of each batch and epoch: the one that the batch, or the last batch of the epoch,
 * was trained with. It then is in `history.history.learningRate`, and in what callbacks after it in the list see:
 * name it among the metrics of `tfvis.show.fitCallbacks` to draw it.
 */
export class LearningRateLogger extends tfl.Callback {
  private used?: number;

  override async onBatchBegin(_batch: number, _logs?: Logs): Promise<void> {
    this.used = learningRateOf(this.model.optimizer);
  }

  override async onBatchEnd(_batch: number, logs?: Logs): Promise<void> {
    this.write(logs);
  }

  override async onEpochEnd(_epoch: number, logs?: Logs): Promise<void> {
    this.write(logs);
  }

  private write(logs: Logs | undefined): void {
    if (logs && this.used !== undefined) logs.learningRate = this.used;
  }
}
