import * as tf from '@tensorflow/tfjs-core';
import { copyOf } from '../../state/own-variable.js';
import type { SavedScalars } from '../../state/saved-scalars.js';
import type { NamedTensor } from '../../state/variable-state.js';
import type { JointState } from '../method.js';
import { History } from './history.js';

/** The step made last: t d from where the gradient was g. */
interface LastStep {
  readonly g: tf.Tensor1D;
  readonly d: tf.Tensor1D;
  readonly t: number;
}

/** The direction of L-BFGS, and what it is known by: the last step and the history, vectors over all variables. */
export class QuasiNewton implements JointState {
  private readonly history = new History();
  private last?: LastStep;
  /** The variables that the vectors are of, in their order; of loaded ones those of the coming step. */
  private known?: readonly string[];

  constructor(private readonly owner: string) {}

  /** Whether no step is known. */
  get isNew(): boolean {
    return this.last === undefined;
  }

  /** The variables in the history's order. If they are others than before, the history ends: it says nothing of them. */
  inOrder(variables: readonly tf.Variable[]): tf.Variable[] {
    const named = new Map(variables.map((variable) => [`${variable.name} [${variable.shape}]`, variable]));
    if (this.known && !(this.known.length === named.size && this.known.every((name) => named.has(name))))
      this.dispose();
    this.known ??= [...named.keys()];
    return this.known.map((name) => named.get(name)!);
  }

  /** What the last step tells about the curvature, now that the gradient is g. */
  learn(g: tf.Tensor1D, historySize: number): void {
    const { last } = this;
    if (!last) return;
    if (last.g.size !== g.size) {
      throw new Error(
        `${this.owner} has loaded the steps of ${last.g.size} parameters, but is given gradients of ${g.size}.`,
      );
    }
    this.history.add({ s: tf.mul(last.d, last.t), y: tf.sub(g, last.g) }, historySize);
  }

  /** −H g */
  direction(g: tf.Tensor1D): tf.Tensor1D {
    return this.history.direction(g);
  }

  remember(step: LastStep): void {
    const { last } = this;
    this.last = { t: step.t, g: tf.keep(step.g.clone()), d: tf.keep(step.d.clone()) };
    if (last) tf.dispose([last.g, last.d]);
  }

  /** The last step, then the history; all of it is live, and the optimizer's. */
  export(saved: SavedScalars): NamedTensor[] {
    const { last } = this;
    if (!last) return this.history.export();
    return [
      saved.export('last/t', last.t),
      { name: 'last/g', tensor: last.g },
      { name: 'last/d', tensor: last.d },
      ...this.history.export(),
    ];
  }

  /** Takes copies of what `export` gave. */
  async import(saved: readonly NamedTensor[]): Promise<void> {
    const [t, g, d, ...history] = saved;
    const vectors = saved.slice(1);
    const isWhole = !t || (t.name === 'last/t' && vectors.length >= 2 && vectors.length % 2 === 0);
    const fits = vectors.every(({ tensor }) => tensor.rank === 1 && tensor.size === g.tensor.size);
    if (!isWhole || !fits) throw new Error(`${this.owner}: the saved state is not what its getWeights gave.`);
    const copy = (tensor: tf.Tensor) => tf.keep(copyOf(tensor)) as tf.Tensor1D;
    const last = t && { t: (await t.tensor.data())[0], g: copy(g.tensor), d: copy(d.tensor) };
    this.dispose();
    this.last = last;
    this.history.import(history);
  }

  dispose(): void {
    if (this.last) tf.dispose([this.last.g, this.last.d]);
    this.last = undefined;
    this.known = undefined;
    this.history.dispose();
  }
}
