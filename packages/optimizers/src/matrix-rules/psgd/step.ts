import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../gradients/random.js';
import { real } from '../../hyperparameters.js';
import type { FitSettings, NewtonPreconditioner, WhiteningPreconditioner } from './preconditioner.js';

/** Options of all of PSGD but XMat. */
export const commonOptions = {
  preconditionerLearningRate: real(0.1, '[0, inf)'),
  lipschitzDecay: real(0.9, '[0, 1)'),
  damping: real(1e-9, '[0, inf)'),
  relativeDamping: real(2 ** -23, '[0, inf)'),
  momentum: real(0, '[0, 1)'),
  initialScale: real(0, '[0, inf)'),
} as const;

/** Options of the whitening types. */
export const whiteningOptions = {
  ...commonOptions,
  updateProbability: real(1, '[0, 1]'),
  updateFirst: true,
  whitenGrad: true,
  maxAverageAmplitude: real(2, '(0, inf)'),
  maxAmplitude: real(10, '(0, inf)'),
} as const;

/** Options of the Newton types. */
export const newtonOptions = { ...commonOptions, maxNorm: real(0, '[0, inf)') } as const;

interface CommonSettings extends FitSettings {
  readonly momentum: number;
  readonly initialScale: number;
}

interface WhiteningSettings extends CommonSettings {
  readonly updateProbability: number;
  readonly updateFirst: boolean;
  readonly whitenGrad: boolean;
  readonly maxAverageAmplitude: number;
  readonly maxAmplitude: number;
}

/** A tensor that has a preconditioner of its own. */
export interface Block<State> {
  readonly grad: tf.Tensor;
  /** The average of the gradients so far, over `steps` steps. */
  readonly m: tf.Tensor;
  readonly steps: number;
  /** None before the first fit. */
  readonly state: State | undefined;
  readonly probe?: tf.Tensor;
  readonly hessianVectorProduct?: tf.Tensor;
}

/** What becomes of it. */
export interface Stepped<State> {
  readonly m: tf.Tensor;
  readonly state: State | undefined;
  /** The parameter moves by −learningRate times this. */
  readonly direction: tf.Tensor;
}

/** One step with a preconditioner that whitens gradients. */
export function whitenStep<State>(
  blocks: readonly Block<State>[],
  preconditioner: WhiteningPreconditioner<State>,
  settings: WhiteningSettings,
  random: Random,
): Stepped<State>[] {
  const { momentum, updateProbability, updateFirst, whitenGrad, maxAverageAmplitude, maxAmplitude } = settings;
  const scale = () =>
    fourthMoment(
      blocks.map(({ grad }) => grad),
      settings,
    );
  let states = started(blocks, preconditioner, settings, scale, random);
  const ms = blocks.map((block) => averaged(block, momentum));
  const isFitted = random.uniform() < updateProbability;
  const fit = () =>
    states.map((state, i) => preconditioner.whiten(state, whitenGrad ? blocks[i].grad : ms[i], settings, random));
  if (isFitted && updateFirst) states = fit();
  const directions = states.map((state, i) => {
    const d = preconditioner.apply(state, momentum > 0 ? ms[i] : blocks[i].grad);
    const amplitude = d.square().mean().sqrt();
    const shrunk = d.mul(tf.div(maxAverageAmplitude, tf.maximum(amplitude, maxAverageAmplitude)));
    return shrunk.clipByValue(-maxAmplitude, maxAmplitude);
  });
  if (isFitted && !updateFirst) states = fit();
  return directions.map((direction, i) => ({ m: ms[i], state: states[i], direction }));
}

/** One step with a preconditioner that is fitted to Hessian-vector products, where they were measured. */
export function newtonStep<State>(
  blocks: readonly Block<State>[],
  preconditioner: NewtonPreconditioner<State>,
  settings: CommonSettings & { readonly maxNorm: number },
  random: Random,
): Stepped<State>[] {
  const { momentum, maxNorm } = settings;
  const probes = blocks.flatMap(({ probe }) => probe ?? []);
  const products = blocks.flatMap(({ hessianVectorProduct }) => hessianVectorProduct ?? []);
  const isMeasured = products.length > 0;
  const scale = () =>
    meanSquare(probes)
      .pow(1 / 4)
      .mul(fourthMoment(products, settings));
  const states = isMeasured
    ? started(blocks, preconditioner, settings, scale, random).map((state, i) =>
        preconditioner.newton(state, probes[i], products[i], settings, random),
      )
    : blocks.map(({ state }) => state);
  const ms = blocks.map((block) => averaged(block, momentum));
  const directions = states.map((state, i) => {
    const d = momentum > 0 ? ms[i] : blocks[i].grad;
    return state === undefined ? tf.zerosLike(d) : preconditioner.apply(state, d); // not before the first fit
  });
  const norm = tf.addN(directions.map((d) => d.square().sum())).sqrt();
  const factor = maxNorm > 0 ? tf.div(maxNorm, norm.maximum(maxNorm)) : tf.scalar(1);
  return directions.map((d, i) => ({ m: ms[i], state: states[i], direction: d.mul(factor) }));
}

/** Every block's state, begun where there is none. */
function started<State>(
  blocks: readonly Block<State>[],
  preconditioner: Pick<NewtonPreconditioner<State>, 'start'>,
  { initialScale }: CommonSettings,
  scale: () => tf.Tensor,
  random: Random,
): State[] {
  if (blocks.every(({ state }) => state !== undefined)) return blocks.map(({ state }) => state!);
  const first = initialScale > 0 ? tf.scalar(initialScale) : scale();
  return blocks.map(({ grad, state }) => state ?? preconditioner.start(grad, first, random));
}

/** An average that starts as the mean of all gradients, so that it needs no correction. */
const averaged = ({ grad, m, steps }: Block<unknown>, momentum: number) => {
  const beta = Math.min(steps / (steps + 1), momentum);
  return m.mul(beta).add(grad.mul(1 - beta));
};

/** (mean h⁴)^(−1/8) of the block where that mean is largest. */
function fourthMoment(blocks: readonly tf.Tensor[], { damping }: FitSettings): tf.Tensor {
  const means = blocks.map((h) => h.square().square().mean());
  return tf
    .stack(means)
    .max()
    .add(damping ** 4)
    .pow(-1 / 8);
}

function meanSquare(blocks: readonly tf.Tensor[]): tf.Tensor {
  const count = blocks.reduce((sum, { size }) => sum + size, 0);
  return tf.addN(blocks.map((v) => v.square().sum())).div(count);
}
