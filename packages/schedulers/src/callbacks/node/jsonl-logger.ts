import { choice, type GivenOptions, readOptions, toggle } from '../../options/index.js';
import type { Logs } from '../logs.js';
import { fileName } from './file-name.js';
import { type Fields, LineLogger } from './line-logger.js';

const options = { file: fileName, per: choice('epoch', 'batch'), append: toggle(false) };

/**
 * Writes the logs of each epoch, or of each batch too with `per` 'batch', as a line of JSON:
 *
 *     {"epoch":0,"batch":3,"loss":0.25,"learningRate":0.01}
 *
 * Epochs and batches count from 0; the line of an epoch has no batch; what is not finite is a string such as "NaN". Put
 * it after callbacks that add to the logs. With `append` it goes on with a file; lines of epochs that `fit` repeats
 * after `initialEpoch` are replaced. Defaults: `per` 'epoch', `append` false.
 */
export class JSONLLogger extends LineLogger {
  private readonly per: 'epoch' | 'batch';

  constructor(given: GivenOptions<typeof options>) {
    const { file, per, append } = readOptions('JSONLLogger', options, given);
    super(file, append);
    this.per = per;
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    if (this.per === 'epoch') return;
    await this.write(logs, [
      ['epoch', this.epoch],
      ['batch', batch],
    ]);
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    await this.write(logs, [['epoch', epoch]]);
  }

  protected override epochOf(line: string): number {
    return Number(/^\{"epoch":(\d+)/.exec(line)?.[1]);
  }

  protected override format(fields: Fields): string {
    const entries = fields.map(([name, value]) => [name, Number.isFinite(value) ? value : String(value)]);
    return `${JSON.stringify(Object.fromEntries(entries))}\n`;
  }
}
