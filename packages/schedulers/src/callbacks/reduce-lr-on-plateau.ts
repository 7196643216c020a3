import type { Observer } from '../observer.js';
import { checked, choice, type GivenOptions, integer, number, readOptions, withDefault } from '../options/index.js';
import { reduceOnPlateau } from '../reduce-on-plateau.js';
import { learningRateOf, setLearningRate } from './learning-rate.js';
import { LearningRateLogger } from './learning-rate-logger.js';
import { type Logs, monitored } from './logs.js';
import type { Resumable } from './resumable.js';

const name = checked<string>((value) => typeof value === 'string', "the name of a log, such as 'val_loss'");

const options = {
  monitor: withDefault(name, 'val_loss'),
  factor: number('(0, 1)', 0.1),
  patience: integer('[0, inf)', 10),
  minDelta: number('[0, inf)', 1e-4),
  cooldown: integer('[0, inf)', 0),
  minLearningRate: number('[0, inf)', 0),
  mode: choice('auto', 'min', 'max'),
};

/**
 * Multiplies the optimizer's learning rate by `factor` once the monitored metric has not improved for `patience`
 * epochs in a row (see `reduceOnPlateau`), and logs it as `LearningRateLogger` does. `mode` 'auto' takes a metric with
 * 'acc' in its name as one to maximise. When it first lowers the rate, a number takes the place of a schedule that the
 * optimizer has.
 * Defaults: `monitor` 'val_loss', `factor` 0.1, `patience` 10, `minDelta` 0.0001, `cooldown` 0, `minLearningRate` 0,
 * `mode` 'auto', as in Keras. Give it to `keep` of `BackupAndRestore` to resume its counts.
 *
 * @throws at the end of an epoch whose logs lack the monitored metric.
 */
export class ReduceLROnPlateau extends LearningRateLogger implements Resumable {
  private readonly settings: ReturnType<typeof readOptions<typeof options>>;
  private plateau: Observer<{ metric: number }>;
  private isLoaded = false;

  constructor(given: GivenOptions<typeof options> = {}) {
    super();
    this.settings = readOptions('ReduceLROnPlateau', options, given);
    this.plateau = this.begin();
  }

  override async onTrainBegin(): Promise<void> {
    if (this.isLoaded) setLearningRate('ReduceLROnPlateau', this.model.optimizer, this.plateau());
    else this.plateau = this.begin();
    this.isLoaded = false;
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    await super.onEpochEnd(epoch, logs);
    const metric = await monitored('ReduceLROnPlateau', logs, this.settings.monitor);
    const { optimizer } = this.model;
    this.plateau.loadState({ ...this.plateau.saveState(), value: learningRateOf(optimizer) });
    setLearningRate('ReduceLROnPlateau', optimizer, this.plateau.observe({ metric }));
  }

  saveState(): ReturnType<Resumable['saveState']> {
    return this.plateau.saveState();
  }

  loadState(state: ReturnType<Resumable['saveState']>): void {
    this.plateau.loadState(state);
    this.isLoaded = true;
  }

  private begin(): Observer<{ metric: number }> {
    const { monitor, mode, minLearningRate: minValue, ...rest } = this.settings;
    const direction = mode === 'auto' ? (monitor.includes('acc') ? 'max' : 'min') : mode;
    return reduceOnPlateau({ initialValue: 1, minValue, mode: direction, ...rest });
  }
}
