import * as tfl from '@tensorflow/tfjs-layers';
import { type GivenOptions, integer, number, readOptions } from '../options/index.js';
import { learningRateOf, setLearningRate } from './learning-rate.js';
import { type Logs, readLog } from './logs.js';
import { reachOf, smooth, suggestLearningRate } from './suggest-learning-rate.js';
import { readState, writeState } from './training-state.js';

const options = {
  minLearningRate: number('(0, inf)', 1e-7),
  maxLearningRate: number('(0, inf)', 10),
  steps: integer('[10, inf)', 100),
  divergence: number('(1, inf)', 4),
};

export interface RangeTest {
  /** The learning rate of each batch, growing by the same factor from one to the next. */
  readonly learningRates: readonly number[];
  /** The loss of each batch before its update. */
  readonly losses: readonly number[];
  /** The losses, averaged over a tenth of the batches around each. */
  readonly smoothed: readonly number[];
  /** Where the loss falls most steeply (see `suggestLearningRate`); undefined if it never does. */
  readonly suggestion: number | undefined;
}

/**
 * Learning-rate range test: trains for `steps` batches while the learning rate grows geometrically from
 * `minLearningRate` to `maxLearningRate`, and stops early once the loss is `divergence` times the lowest so far.
 * `train` starts a fit with the callbacks it is given, with enough epochs for `steps` batches:
 *
 *     const { suggestion } = await findLearningRate(model, (callbacks) => model.fit(x, y, { epochs: 5, callbacks }));
 *
 * Model and optimizer are afterwards as they were; a schedule that the optimizer has for its learning rate is replaced
 * by its present value. Defaults: `minLearningRate` 1e-7, `maxLearningRate` 10, `steps` 100, `divergence` 4.
 * Smith 2017, "Cyclical Learning Rates for Training Neural Networks", arXiv:1506.01186, section 3.3.
 *
 * @throws if training ends before `steps` batches without having diverged.
 */
export async function findLearningRate(
  model: tfl.LayersModel,
  train: (callbacks: tfl.Callback[]) => Promise<unknown>,
  given: GivenOptions<typeof options> = {},
): Promise<RangeTest> {
  const settings = readOptions('findLearningRate', options, given, ({ minLearningRate: low, maxLearningRate: high }) =>
    low < high ? undefined : `minLearningRate is ${low}, but must be below maxLearningRate, ${high}`,
  );
  const { optimizer } = model;
  const before = learningRateOf(optimizer);
  const state = await readState(model);
  const ramp = new Ramp(settings);
  try {
    await train([ramp]);
  } finally {
    await writeState(model, state);
    setLearningRate('findLearningRate', optimizer, before);
  }
  const { learningRates, losses, hasDiverged } = ramp;
  if (losses.length < settings.steps && !hasDiverged) {
    throw new Error(
      `findLearningRate: training ended after ${losses.length} of ${settings.steps} steps; give it more epochs, or fewer steps.`,
    );
  }
  return {
    learningRates,
    losses,
    smoothed: smooth(losses, reachOf(losses.length)),
    suggestion: suggestLearningRate(learningRates, losses),
  };
}

/** The growing learning rate, and the losses it led to. */
class Ramp extends tfl.Callback {
  readonly learningRates: number[] = [];
  readonly losses: number[] = [];
  hasDiverged = false;
  private lowest = Number.POSITIVE_INFINITY;

  constructor(private readonly settings: ReturnType<typeof readOptions<typeof options>>) {
    super();
  }

  override async onBatchBegin(): Promise<void> {
    const { minLearningRate: low, maxLearningRate: high, steps } = this.settings;
    const rate = low * (high / low) ** (this.learningRates.length / (steps - 1));
    setLearningRate('findLearningRate', this.model.optimizer, rate);
    this.learningRates.push(rate);
  }

  override async onBatchEnd(_batch: number, logs: Logs = {}): Promise<void> {
    const loss = await readLog(logs.loss);
    if (Number.isFinite(loss)) {
      this.losses.push(loss);
      this.lowest = Math.min(this.lowest, loss);
    } else this.learningRates.pop();
    this.hasDiverged = !(loss <= this.settings.divergence * this.lowest);
    if (this.hasDiverged || this.losses.length === this.settings.steps) this.model.stopTraining = true;
  }
}
