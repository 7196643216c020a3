import * as tfl from '@tensorflow/tfjs-layers';
import { type Logs, readLog } from './logs.js';

/**
 * Stops training after the first batch whose loss is no finite number, with a warning that says which. It waits for the
 * loss of every batch.
 */
export class TerminateOnNaN extends tfl.Callback {
  private epoch = 0;

  override async onEpochBegin(epoch: number): Promise<void> {
    this.epoch = epoch;
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    const loss = await readLog(logs.loss);
    if (Number.isFinite(loss)) return;
    console.warn(`TerminateOnNaN: the loss of batch ${batch} of epoch ${this.epoch} is ${loss}; training stops.`);
    this.model.stopTraining = true;
  }
}
