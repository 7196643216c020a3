import type { RandomTensors, Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';

import { choose, chosen, either, type Flag, isPositive } from './flag.js';
import type { Preconditioner } from './preconditioner.js';

/** A tensor that has a preconditioner of its own. */
export interface Block<State> {
  readonly grad: Tensor;
  /** The average of the gradients so far, over `steps` steps. */
  readonly m: Tensor;
  readonly steps: number;
  /** Zeros before it is made. */
  readonly state: State;
  readonly isMade: boolean;
  /** Whether it has its scale. In host memory that is known, and it is made when it begins. */
  readonly hasBegun: Flag;
  readonly probe?: Tensor;
  readonly hessianVectorProduct?: Tensor;
}

/** One at a step. Where it does not go, as nothing has been said yet that could give it a scale, all stays as it was. */
export interface Begun<State> extends Block<State> {
  readonly goes: Flag;
  /** Its state where it goes, and elsewhere. */
  readonly state: State;
  readonly waiting: State;
  /** The average with this step. */
  readonly average: Tensor;
}

/** What becomes of it. */
export interface Stepped<State> extends Pick<Block<State>, 'm' | 'steps' | 'state' | 'isMade'> {
  /** The parameter moves by −learningRate times this. */
  readonly direction: Tensor;
}

/** By its bounds, which are 0 before. */
export const hasBegun = (isMade: boolean, bounds: Tensor): Flag =>
  isMade && (t.readsFreely() || t.greater(t.min(bounds), 0));

/** Every block with a state that has a scale, if it had one or `hs`, what it is fitted to, says what it could be. */
export function begin<State>(
  blocks: readonly Block<State>[],
  preconditioner: Preconditioner<State>,
  hs: readonly Tensor[],
  scaleOf: () => Tensor,
  { initialScale, momentum }: { readonly initialScale: number; readonly momentum: number },
  random: RandomTensors,
): Begun<State>[] {
  const say = once(() => hs.length > 0 && isPositive(t.max(t.stack(hs.map((h) => t.max(t.abs(h)))))));
  const scale = once(() => (initialScale > 0 ? t.scalar(initialScale) : scaleOf()));
  return blocks.map((block) => {
    const { grad, m, steps, hasBegun } = block;
    const goes = either(hasBegun, say);
    const beta = Math.min(steps / (steps + 1), momentum); // at first the mean of all, so that it needs no correction
    const average = t.add(t.mul(m, beta), t.mul(grad, 1 - beta));
    if (goes === false) return { ...block, goes, waiting: block.state, average };
    const waiting = block.isMade ? block.state : preconditioner.start(grad, random);
    const begun = () => (hs.length > 0 ? preconditioner.scaled(waiting, scale()) : waiting);
    return { ...block, goes, waiting, average, isMade: true, state: choose(hasBegun, () => waiting, begun) };
  });
}

/** Blocks after a step in these directions. */
export const stepped = <State>(begun: readonly Begun<State>[], directions: readonly Tensor[]): Stepped<State>[] =>
  begun.map(({ goes, grad, m, average, steps, state, waiting, isMade }, i) => ({
    m: chosen(goes, average, m),
    steps: goes === false ? steps : steps + 1,
    state: chosen(goes, state, waiting),
    isMade,
    direction: chosen(goes, directions[i], t.mul(grad, 0)), // what is no number is to be seen
  }));

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
