import * as tf from '@tensorflow/tfjs';
import { extentOf, median } from '../report/statistics.js';
import { bytesPerParameter, pairs } from './pairs.js';
import { parametersOf, type Shape, stepsPerRound } from './shapes.js';
import type { SpeedRecord } from './speed-record.js';

type Measured = Pick<SpeedRecord, 'milliseconds' | 'ratio' | 'range' | 'bytes' | 'kernels' | 'tensors'>;

/**
 * Times `applyGradients` of the zoo's optimizer, of tf's, and a copy, on gradients at hand, in turns: every round times
 * all three, after a warm-up. On the backend in use, in Node or a browser; one that only queues commands is waited for
 * at the end of a round.
 */
export async function measure(rule: string, shape: Shape, rounds: number): Promise<Measured> {
  const pair = pairs[rule];
  const steps = stepsPerRound(shape);
  const bytes = bytesPerParameter(pair);
  const [zoo, builtIn] = [pair.zoo(), pair.builtIn()].map((optimizer) => subject(optimizer, shape));
  const copy = copyOf(bytes.traffic * parametersOf(shape));
  copy();
  const zooSteps = await warmUp(zoo, steps);
  const builtInSteps = await warmUp(builtIn, Math.ceil(steps / 8));
  const times: Record<'zoo' | 'builtIn' | 'copy', number>[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push({
      zoo: await time(zoo.update, zooSteps, zoo.settle),
      builtIn: await time(builtIn.update, builtInSteps, builtIn.settle),
      copy: await time(copy, steps),
    });
    await tf.nextFrame(); // lets Ctrl-C through
  }
  const [ours, theirs] = [await countsOf(zoo.update), await countsOf(builtIn.update)];
  zoo.dispose();
  builtIn.dispose();
  const ratios = times.map(({ zoo, builtIn }) => builtIn / zoo);
  const middle = (who: 'zoo' | 'builtIn' | 'copy') => median(times.map((round) => round[who]));
  return {
    milliseconds: { zoo: middle('zoo'), builtIn: middle('builtIn'), copy: middle('copy') },
    ratio: median(ratios),
    range: extentOf(ratios),
    bytes,
    kernels: { zoo: ours.kernels, builtIn: theirs.kernels },
    tensors: { zoo: ours.tensors, builtIn: theirs.tensors },
  };
}

type Subject = ReturnType<typeof subject>;

/** An optimizer with parameters and gradients of its own. */
function subject(optimizer: tf.Optimizer, { variables, elements }: Shape) {
  const params = tf.tidy(() => Array.from({ length: variables }, () => tf.variable(tf.randomNormal([elements]))));
  const gradients = params.map(({ name }) => ({ name, tensor: tf.randomNormal([elements]) }));
  return {
    update: () => optimizer.applyGradients(gradients),
    /** Waits until the last parameter is there. */
    async settle() {
      const first = tf.slice(params.at(-1)!, [0], [1]);
      await first.data();
      first.dispose();
    },
    dispose() {
      tf.dispose([params, gradients.map(({ tensor }) => tensor)]);
      optimizer.dispose();
    },
  };
}

/** A wait at the end of a round may take this part of it. */
const waitingShare = 0.02;

/**
 * Compiles, makes the slots, and finds how many steps a round needs, at least `steps`: so many that the wait at its end,
 * which takes a while even where nothing is queued, hardly counts.
 */
async function warmUp({ update, settle }: Subject, steps: number): Promise<number> {
  await time(update, steps, settle);
  const waits: number[] = [];
  for (let i = 0; i < 5; i++) waits.push(await time(() => {}, 1, settle));
  const enough = median(waits) / waitingShare;
  while (steps * (await time(update, steps, settle)) < enough) steps *= 2;
  return steps;
}

/** A plain copy of so many floats that it reads and writes `traffic` bytes together. */
function copyOf(traffic: number): () => void {
  const from = new Float32Array(traffic / 2 / Float32Array.BYTES_PER_ELEMENT).fill(1);
  const to = new Float32Array(from.length);
  return () => to.set(from);
}

/** Milliseconds for one call. */
async function time(call: () => void, count: number, settle: () => Promise<void> = async () => {}): Promise<number> {
  const start = performance.now();
  for (let step = 0; step < count; step++) call();
  await settle();
  return (performance.now() - start) / count;
}

/**
 * Kernels that one update runs, and tensors that these make: the sum of tensorsAdded over the kernels of tf.profile.
 * Scalars that tf makes of plain numbers, outside of kernels, are not counted. (newTensors is what an update leaves over.)
 */
async function countsOf(update: () => void) {
  const { kernels } = await tf.profile(() => update());
  return { kernels: kernels.length, tensors: kernels.reduce((sum, { tensorsAdded }) => sum + tensorsAdded, 0) };
}
