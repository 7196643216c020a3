import { adam } from '@optimizer-zoo/optimizers';
import { registerTrainingKernels, unregisterTrainingKernels } from '@optimizer-zoo/optimizers/training-kernels';
import * as tf from '@tensorflow/tfjs';
import { median } from '../../report/statistics.js';
import { wholeModels } from './models.js';
import type { WholeModel } from './whole-model.js';
import type { Measured, MeasuredWays, Part, Way } from './whole-record.js';

/**
 * What is timed, each by itself: the loss, its gradient (with the loss), the update, all in one, and a batch of model.fit
 * where there is a tf.layers model.
 */
export const parts = ['forward', 'gradient', 'update', 'step', 'fit'] as const;

/** tfjs alone, with the zoo's adam, and with training kernels too; a way that fails says why. */
export const ways = ['tf', 'zoo', 'kernels'] as const;

/** Milliseconds that a part takes in a round, about: it is run so often, but at most `mostRuns` times. */
const enough = 40;
const mostRuns = 20;
/** What takes so long is not run a second time to warm up, and profiled once. */
const slow = 200;
/** Of a step that takes so long, model.fit, which makes several, has nothing more to say. */
const slowest = 1000;

/**
 * Times whole steps of a model on the backend in use: tfjs alone (tf.train.adam), the zoo's adam with tfjs's kernels, and with
 * training kernels, in turns; every round times all parts of all three. In Node it is the processor's time of this process
 * that counts, so that others do not; in a browser the clock.
 */
export async function measureWhole(name: string, rounds: number): Promise<MeasuredWays> {
  const contenders = ways.map((way) => new Contender(way, wholeModels[name]()));
  const started: Contender[] = [];
  for (const contender of contenders) if (await contender.start()) started.push(contender);
  for (let round = 0; round < rounds; round++) {
    for (const contender of started) await contender.round();
    await tf.nextFrame(); // lets Ctrl-C through
  }
  const measured: [Way, MeasuredWays[Way]][] = [];
  for (const contender of contenders) measured.push([contender.way, await contender.result()]);
  for (const contender of contenders) contender.dispose();
  unregisterTrainingKernels();
  return Object.fromEntries(measured) as MeasuredWays;
}

/** Something to be timed. */
type Run = () => void | Promise<void>;

class Contender {
  private readonly optimizer: tf.Optimizer;
  private readonly runs: { part: Part; run: Run; count: number; times: number[] }[] = [];
  private gradients: tf.NamedTensorMap = {};
  private fails: string | undefined;

  constructor(
    readonly way: Way,
    private readonly model: WholeModel,
  ) {
    this.optimizer = way === 'tf' ? tf.train.adam(1e-4) : adam({ learningRate: 1e-4 });
  }

  /** Warms all parts up, and sees how long they take. False if this cannot be trained so. */
  async start(): Promise<boolean> {
    this.useKernels();
    const { model, optimizer } = this;
    try {
      this.gradients = tf.tidy(() => tf.variableGrads(model.loss, model.variables).grads);
    } catch (error) {
      this.fails = (error as Error).message;
      return false;
    }
    const calls: Readonly<Record<Part, Run | undefined>> = {
      forward: () => tf.dispose(tf.tidy(model.loss)),
      gradient: () => tf.dispose(tf.tidy(() => tf.variableGrads(model.loss, model.variables)) as tf.TensorContainer),
      update: () => optimizer.applyGradients(this.gradients),
      step: () => void optimizer.minimize(model.loss, false, model.variables),
      fit: model.fit && (() => model.fit!.run(optimizer)),
    };
    let once = 0;
    for (const part of parts) {
      const { [part]: run } = calls;
      if (!run || (part === 'fit' && once > slowest)) continue;
      once = await this.time(run, 1);
      if (once < slow) once = await this.time(run, 1);
      const count = Math.max(1, Math.min(mostRuns, Math.round(enough / once)));
      this.runs.push({ part, run, count, times: [] });
    }
    return true;
  }

  async round(): Promise<void> {
    this.useKernels();
    for (const { run, count, times } of this.runs) times.push(await this.time(run, count));
  }

  async result(): Promise<MeasuredWays[Way]> {
    if (this.fails !== undefined) return { fails: this.fails };
    this.useKernels();
    const stepsOf = (part: Part) => (part === 'fit' ? this.model.fit!.batches : 1);
    const medians = this.runs.map(({ part, times }) => [part, median(times) / stepsOf(part)] as const);
    const milliseconds = Object.fromEntries(medians) as Measured['milliseconds'];
    const profiles = milliseconds.gradient < slow ? 5 : 1;
    return { milliseconds, ...(await profileGradient(this.model, profiles)) };
  }

  dispose(): void {
    this.optimizer.dispose();
    this.model.dispose();
    tf.dispose(this.gradients);
  }

  private useKernels(): void {
    if (this.way === 'kernels') registerTrainingKernels();
    else unregisterTrainingKernels();
  }

  /** Milliseconds for one call; the last one is waited for. */
  private async time(run: Run, count: number): Promise<number> {
    const start = now();
    for (let i = 0; i < count; i++) {
      const running = run();
      if (running) await running;
    }
    const first = tf.tidy(() => tf.slice(tf.reshape(this.model.variables[0], [-1]), [0], [1]));
    await first.data();
    first.dispose();
    return (now() - start) / count;
  }
}

/** Peak memory and costliest kernel of a gradient. A kernel counts with the least of several runs, as others may delay one. */
async function profileGradient(
  { loss, variables }: WholeModel,
  runs: number,
): Promise<Pick<Measured, 'peakBytes' | 'costliest'>> {
  const { numBytes } = tf.memory();
  const least: { name: string; time: number }[] = [];
  let peak = 0;
  for (let run = 0; run < runs; run++) {
    const { kernels, peakBytes } = await tf.profile(() => tf.tidy(() => void tf.variableGrads(loss, variables)));
    peak = peakBytes - numBytes;
    for (const [i, { name, kernelTimeMs }] of kernels.entries()) {
      const time = await kernelTimeMs;
      // What ends in __op is a function around other kernels.
      if (typeof time === 'number' && !name.endsWith('__op'))
        least[i] = { name, time: Math.min(time, least[i]?.time ?? time) };
    }
  }
  const byKernel = new Map<string, number>();
  for (const { name, time } of least.filter(Boolean)) byKernel.set(name, (byKernel.get(name) ?? 0) + time);
  const [[kernel, most]] = [...byKernel, ['', 0] as const].toSorted(([, a], [, b]) => b - a);
  const all = [...byKernel.values()].reduce((sum, time) => sum + time, 0);
  return { peakBytes: peak, costliest: { kernel, share: most / (all || 1) } };
}

/** Milliseconds that this process has computed for, or in a browser that have gone by. */
function now(): number {
  if (typeof process === 'undefined' || !process.cpuUsage) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
