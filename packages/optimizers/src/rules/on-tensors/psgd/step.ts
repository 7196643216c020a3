import { number, toggle } from '@optimizer-zoo/schedulers';
import { normOfAll, rootMeanSquare } from '../../../linear-algebra/norm.js';
import type { RandomTensors } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';
import { type Begun, type Block, begin, type Stepped, stepped } from './begin.js';
import { firstScale, probeScale } from './first-scale.js';
import type { FitSettings, NewtonPreconditioner, WhiteningPreconditioner } from './preconditioner.js';

/** Options of all of PSGD but XMat. */
export const commonOptions = {
  preconditionerLearningRate: number('[0, inf)', 0.1, { around: 10 }),
  lipschitzDecay: number('[0, 1)', 0.9),
  damping: number('[0, inf)', 1e-9),
  relativeDamping: number('[0, inf)', 2 ** -23),
  momentum: number('[0, 1)', 0),
  initialScale: number('[0, inf)', 0),
} as const;

/** Options of the whitening types. */
export const whiteningOptions = {
  ...commonOptions,
  updateProbability: number('[0, 1]', 1),
  updateFirst: toggle(true),
  whitenGrad: toggle(true),
  maxAverageAmplitude: number('(0, inf)', 2),
  maxAmplitude: number('(0, inf)', 10),
} as const;

/** Options of the Newton types. */
export const newtonOptions = { ...commonOptions, maxNorm: number('[0, inf)', 0) } as const;

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

/** One step with a preconditioner that whitens gradients. */
export function whitenStep<State>(
  blocks: readonly Block<State>[],
  preconditioner: WhiteningPreconditioner<State>,
  settings: WhiteningSettings,
  random: RandomTensors,
): Stepped<State>[] {
  const { momentum, updateProbability, updateFirst, whitenGrad, maxAverageAmplitude, maxAmplitude } = settings;
  const grads = blocks.map(({ grad }) => grad);
  const begun = begin(blocks, preconditioner, grads, () => firstScale(grads, settings), settings, random);
  const isFitted = random.uniform() < updateProbability;
  const fitted = (each: readonly Begun<State>[]) =>
    fit(each, (state, { grad, average }) =>
      preconditioner.whiten(state, whitenGrad ? grad : average, settings, random),
    );
  const used = isFitted && updateFirst ? fitted(begun) : begun;
  const directions = used.map(({ state, grad, average }) => {
    const d = preconditioner.apply(state, momentum > 0 ? average : grad);
    const shrunk = t.mul(d, t.div(maxAverageAmplitude, t.maximum(rootMeanSquare(d), maxAverageAmplitude)));
    return t.clipByValue(shrunk, -maxAmplitude, maxAmplitude);
  });
  return stepped(isFitted && !updateFirst ? fitted(used) : used, directions);
}

/** One step with a preconditioner that is fitted to Hessian-vector products, where they were measured. */
export function newtonStep<State>(
  blocks: readonly Block<State>[],
  preconditioner: NewtonPreconditioner<State>,
  settings: CommonSettings & { readonly maxNorm: number },
  random: RandomTensors,
): Stepped<State>[] {
  const { momentum, maxNorm } = settings;
  const probes = blocks.flatMap(({ probe }) => probe ?? []);
  const products = blocks.flatMap(({ hessianVectorProduct }) => hessianVectorProduct ?? []);
  const first = () => t.mul(probeScale(probes), firstScale(products, settings));
  const begun = begin(blocks, preconditioner, products, first, settings, random);
  const used =
    products.length > 0
      ? fit(begun, (state, _, i) => preconditioner.newton(state, probes[i], products[i], settings, random))
      : begun;
  const moved = stepped(
    used,
    used.map(({ state, grad, average }) => preconditioner.apply(state, momentum > 0 ? average : grad)),
  );
  if (maxNorm === 0) return moved;
  const factor = t.div(maxNorm, t.maximum(normOfAll(moved.map(({ direction }) => direction)), maxNorm));
  return moved.map((one) => ({ ...one, direction: t.mul(one.direction, factor) }));
}

/** A step of the fit of each that has begun. */
const fit = <State>(
  begun: readonly Begun<State>[],
  step: (state: State, one: Begun<State>, index: number) => State,
): Begun<State>[] => begun.map((one, i) => (one.goes === false ? one : { ...one, state: step(one.state, one, i) }));
