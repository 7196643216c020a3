import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '../autodiff/tfjs-engine.js';
import { watchRun } from './watch-run.js';

/** What a state is before and after the first run; copies. */
interface State {
  readonly given: tf.Tensor;
  readonly left: tf.Tensor;
}

/** What was there before the first run, and was read by it when it had kept `kept` tensors; a copy if it has ended. */
interface Given {
  readonly held: tf.Tensor;
  readonly kept: number;
}

/**
 * What the runs of one step hand on to each other in tensors, as stateful recurrent layers do: they read what the run
 * before kept, and keep something new. Each run is to start from what the first was given, and what the first left is to
 * be there in the end.
 *
 * Nobody says which tensors these are, and the references to them are out of reach. But all runs of a step do the same
 * things in the same order. So what the n-th tensor is that one run keeps for longer, the n-th is of any other, and
 *
 * - it is a state if the next run reads it, and the first read something older instead, before it kept this;
 * - that is, in the order of reading, the first tensor of this shape which the next run does not read as well;
 * - where there is nothing older, it begins here: a state that is made when it is first needed, or a constant, which is
 *   made once, so that later runs keep less.
 *
 * Whoever reads a state is given that older one, and in the end what was kept last becomes what the first run left. To
 * its owner each run is as one more batch: it ends what it would end anyway.
 */
export class CarriedStates {
  private readonly given = new Map<tf.Tensor, Given>();
  /** What the first run kept, with its number. */
  private readonly kept = new Map<tf.Tensor, number>();
  /** What of that stands for nothing older. */
  private readonly begun = new Set<tf.Tensor>();
  /** For each tensor that a run kept: which of the first run's it stands for. */
  private readonly origins = new Map<tf.Tensor, tf.Tensor>();
  private readonly states = new Map<tf.Tensor, State>();

  /** `afterwards`: whether the first run counts, or what it was given is to be there in the end. */
  constructor(private readonly afterwards: keyof State) {}

  /** Whether there may be states. */
  get isPossible(): boolean {
    return this.kept.size > 0;
  }

  /** Whether a tensor that was kept is a state, so that it is not for the optimizer to end it. */
  has(tensor: tf.Tensor): boolean {
    const origin = this.origins.get(tensor);
    return origin !== undefined && this.states.has(origin);
  }

  /** The run that shows what it is given and what it leaves. */
  first<T>(run: () => T): T {
    const { given, kept } = this;
    const isOlder = olderThanNow();
    const watcher = {
      read(tensor: tf.Tensor) {
        if (isOlder(tensor) && !given.has(tensor)) given.set(tensor, { held: tensor, kept: kept.size });
        return tensor;
      },
      kept(tensor: tf.Tensor, isSaved: boolean) {
        if (!isSaved && !tensor.kept && !isOlder(tensor)) kept.set(tensor, kept.size);
      },
      ends(tensor: tf.Tensor) {
        const found = given.get(tensor);
        if (found?.held === tensor) given.set(tensor, { ...found, held: copyOf(tensor) });
      },
    };
    try {
      return watchRun(watcher, run);
    } finally {
      for (const tensor of kept.keys()) {
        if (tensor.isDisposed) kept.delete(tensor);
        else this.origins.set(tensor, tensor);
      }
    }
  }

  /** One more, from the same states. */
  again<T>(run: () => T): T {
    const isOlder = olderThanNow();
    const kept: tf.Tensor[] = [];
    const shared = new Set<tf.Tensor>();
    const watcher = {
      read: (tensor: tf.Tensor) => {
        const origin = this.origins.get(tensor);
        if (origin) return (this.states.get(origin) ?? this.find(origin, tensor, shared)).given;
        if (this.given.has(tensor)) shared.add(tensor);
        return tensor;
      },
      kept(tensor: tf.Tensor, isSaved: boolean) {
        if (!isSaved && !tensor.kept && !isOlder(tensor)) kept.push(tensor);
      },
    };
    try {
      return watchRun(watcher, run);
    } finally {
      this.settle(kept.filter(({ isDisposed }) => !isDisposed));
    }
  }

  dispose(): void {
    for (const [tensor, { held }] of this.given) if (held !== tensor) held.dispose();
    for (const { given, left } of this.states.values()) tf.dispose([given, left]);
    this.given.clear();
    this.kept.clear();
    this.begun.clear();
    this.origins.clear();
    this.states.clear();
  }

  /** Finds the places of what a run has kept, and gives states their last values. */
  private settle(kept: readonly tf.Tensor[]): void {
    const all = [...this.kept.keys()];
    const firsts = kept.length < all.length ? all.filter((origin) => !this.begun.has(origin)) : all;
    kept.forEach((tensor, n) => {
      const { [n]: origin } = firsts;
      if (!origin || !isAlike(tensor, origin)) return;
      this.origins.set(tensor, origin);
      const state = this.states.get(origin);
      if (state) assign(tensor, state[this.afterwards]);
    });
  }

  /** The state that a tensor is, which is the first run's or now stands for it. */
  private find(origin: tf.Tensor, tensor: tf.Tensor, shared: ReadonlySet<tf.Tensor>): State {
    const n = this.kept.get(origin)!;
    const found = [...this.given].find(
      ([older, { held, kept }]) => kept <= n && !shared.has(older) && !held.isDisposed && isAlike(held, tensor),
    );
    const [older, held] = found ? [found[0], found[1].held] : [tensor, tensor];
    const state = { given: copyOf(held), left: copyOf(tensor) };
    this.states.set(origin, state);
    if (!found) this.begun.add(origin);
    else if (held !== older) held.dispose();
    this.given.delete(older); // it is that of one state
    return state;
  }
}

/** Tells tensors that are there already from those to come. Variables have their own way to be put back. */
function olderThanNow(): (tensor: tf.Tensor) => boolean {
  const now = (tf.engine() as unknown as Engine).nextTensorId();
  return (tensor) => tensor.id < now && !(tensor instanceof tf.Variable);
}

const isAlike = (a: tf.Tensor, b: tf.Tensor) => a.dtype === b.dtype && tf.util.arraysEqual(a.shape, b.shape);

const copyOf = (tensor: tf.Tensor) => tf.keep(tensor.clone());

/** Gives a tensor the data of another, as a variable can be given it: whoever holds the tensor sees that. */
const assign = (tensor: tf.Tensor, value: tf.Tensor) => tf.Variable.prototype.assign.call(tensor, value);
