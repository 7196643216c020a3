import { checkOptions, choice, integer, number, type Schedule } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { ClosureRuns } from '../gradients/closure-runs.js';
import {
  checkGradientSource,
  type GradientSource,
  sourceFromJSON,
  sourceToJSON,
} from '../gradients/gradient-source.js';
import { reverseMode } from '../gradients/reverse-mode.js';
import { checkReadsAtOnce } from '../linear-algebra/check-reads-at-once.js';
import { flatten, unflatten } from '../linear-algebra/flatten.js';
import { innerProduct } from '../linear-algebra/norm.js';
import { pairGradients } from '../optimizer/pair-gradients.js';
import { defineReadings } from '../optimizer/readings.js';
import { moveWeights } from '../optimizer/weights-at.js';
import { type Options, type OptionValue, resolveOptions, settingsAt } from '../rule/hyperparameters.js';
import { SavedScalars } from '../state/saved-scalars.js';
import { optionsFromJSON, optionsToJSON, readIterations, savedScalars } from '../state/serialization.js';
import type { NamedTensor } from '../state/variable-state.js';
import { History } from './directions/history.js';
import type { SecondOrderMethod } from './method.js';
import { strongWolfe } from './searches/strong-wolfe.js';

const owner = 'Lbfgs';

const hyper = {
  learningRate: number('[0, inf)', 1),
  historySize: integer('[1, inf)', 100),
  lineSearch: choice('strongWolfe', 'none'),
  maxEvaluations: integer('[1, inf)', 25),
  toleranceGrad: number('[0, inf)', 1e-7),
  toleranceChange: number('[0, inf)', 1e-9),
} as const;

const method = {
  name: owner,
  reference: 'Nocedal 1980; Liu and Nocedal 1989',
  checkedAgainst: 'torch.optim.LBFGS 1.13, in float64',
  hyper,
  slots: [],
  state: '2 historySize + 2',
  cost: '1 gradient for each trial of the line search: 1 to 2 as a rule, at most maxEvaluations + 1',
  needsOutputs: false,
} satisfies SecondOrderMethod;

export type LbfgsOptions = Options<typeof hyper> & { gradient?: GradientSource<'grad'> };

/** The step made last: t d from where the gradient was g. */
interface LastStep {
  readonly g: tf.Tensor1D;
  readonly d: tf.Tensor1D;
  readonly t: number;
}

/** L-BFGS as a tf.Optimizer. It measures as often as its line search asks, so it has `minimize` alone. See `lbfgs`. */
export class LbfgsOptimizer extends tf.Optimizer {
  /** @nocollapse */
  static readonly className = 'OptimizerZooLbfgs';
  readonly method: SecondOrderMethod = method;
  private readonly options: Record<string, OptionValue>;
  private readonly gradient: GradientSource;
  private readonly history = new History();
  private readonly runs = new ClosureRuns();
  private readonly saved = new SavedScalars();
  private last?: LastStep;
  /** The variables that the vectors of the history are of, in their order; of loaded ones those of the coming step. */
  private known?: readonly string[];

  constructor(given: Readonly<Record<string, unknown>> = {}) {
    super();
    checkOptions(owner, given, 'learningRate: 1');
    const { gradient = reverseMode, ...options } = given;
    checkGradientSource(`${owner}: gradient`, gradient);
    this.gradient = gradient;
    this.options = resolveOptions(owner, hyper, options);
    defineReadings(this, { owner, hyper, options: this.options, canSet: false });
  }

  /** The first step length that is tried at the coming step. */
  get learningRate(): number {
    return settingsAt(owner, hyper, this.options, this.iterations + 1).learningRate;
  }

  set learningRate(value: number | Schedule) {
    this.options.learningRate = resolveOptions(owner, hyper, { learningRate: value }).learningRate;
  }

  override minimize(loss: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    checkReadsAtOnce(owner);
    const run = this.runs.of(loss);
    const measure = (trained?: tf.Variable[]) => this.gradient.evaluate(run, trained, this.iterations + 1);
    const value = tf.tidy(() => this.step(measure, variables));
    this.incrementIterations();
    if (returnCost) return value;
    value.dispose();
    return null;
  }

  override applyGradients(): never {
    throw new Error(`${owner} measures gradients along its line search, so it cannot be given any; call minimize.`);
  }

  /** Step count, then the last step and the history, each a vector over all variables; all of it is live, and the optimizer's. */
  override async getWeights(): Promise<NamedTensor[]> {
    const { last } = this;
    const state = last
      ? [this.saved.export('last/t', last.t), { name: 'last/g', tensor: last.g }, { name: 'last/d', tensor: last.d }]
      : [];
    return [...savedScalars(this.saved, this.iterations), ...state, ...this.history.export()];
  }

  /** Takes copies of what `getWeights` gave. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    await readIterations(owner, weights[0]);
    const [, t, g, d, ...history] = weights;
    const vectors = [g, d, ...history].slice(0, Math.max(0, weights.length - 2));
    const isWhole = !t || (t.name === 'last/t' && vectors.length >= 2 && vectors.length % 2 === 0);
    const fits = vectors.every(({ tensor }) => tensor.rank === 1 && tensor.size === g.tensor.size);
    if (!isWhole || !fits) throw new Error(`${owner}: the saved state is not what its getWeights gave.`);
    const copy = (tensor: tf.Tensor) => tf.keep(tf.mul(tensor, 1)) as tf.Tensor1D;
    const last = t && { t: (await t.tensor.data())[0], g: copy(g.tensor), d: copy(d.tensor) };
    this.forget();
    this.last = last;
    this.history.import(history);
    await this.extractIterations(weights);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      gradient: sourceToJSON(this.gradient),
      ...optionsToJSON(owner, this.options),
    } as tf.serialization.ConfigDict;
  }

  /** @nocollapse */
  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    { gradient, customObjects, ...options }: tf.serialization.ConfigDict,
  ): T {
    const given = { ...optionsFromJSON(options), gradient: sourceFromJSON(gradient) };
    return new (Class as unknown as new (...args: unknown[]) => T)(given);
  }

  override dispose(): void {
    super.dispose();
    this.forget();
    this.saved.dispose();
    this.runs.dispose();
    this.iterations_ = 0;
  }

  private step(
    measure: (trained?: tf.Variable[]) => { value: tf.Scalar; grads: tf.NamedTensorMap },
    given?: tf.Variable[],
  ): tf.Scalar {
    const settings = settingsAt(owner, hyper, this.options, this.iterations + 1);
    const { value, grads } = measure(given);
    if (settings.learningRate === 0) return value; // not even the scale of a first step is used up
    const variables = this.inOrder(pairGradients(owner, grads).map(({ param }) => param));
    const gradient = (named: tf.NamedTensorMap) =>
      flatten(
        variables.map(({ name }) => named[name]),
        variables,
      );
    const g = gradient(grads);
    if (!(tf.max(tf.abs(g)).dataSync()[0] > settings.toleranceGrad)) return value; // or it is not a number
    this.learn(g, settings.historySize);

    const d = this.history.direction(g);
    const slope = innerProduct(g, d);
    const first = this.last ? 1 : Math.min(1, 1 / tf.sum(tf.abs(g)).dataSync()[0]);
    let t = first * settings.learningRate;
    this.remember({ g, d, t });
    if (!(slope <= -settings.toleranceChange)) return value;

    const x = flatten(variables);
    const assignFlat = (vector: tf.Tensor) => {
      const parts = unflatten(vector, variables);
      moveWeights(variables, (_, i) => parts[i]);
    };
    const moveTo = (length: number) => assignFlat(tf.add(x, tf.mul(d, length)));
    if (settings.lineSearch === 'strongWolfe') {
      const phi = (length: number) =>
        tf.tidy(() => {
          moveTo(length);
          const there = measure(variables);
          return { t: length, value: there.value.dataSync()[0], slope: innerProduct(gradient(there.grads), d) };
        });
      const start = { t: 0, value: value.dataSync()[0], slope };
      const { maxEvaluations, toleranceChange: tolerance } = settings;
      const reach = tf.max(tf.abs(d)).dataSync()[0];
      try {
        ({ t } = strongWolfe(start, phi, { t, maxEvaluations, tolerance, reach }));
      } catch (error) {
        assignFlat(x);
        throw error;
      }
      this.remember({ g, d, t });
    }
    moveTo(t);
    return value;
  }

  /** The variables in the history's order. If they are others than before, the history ends: it says nothing of them. */
  private inOrder(variables: readonly tf.Variable[]): tf.Variable[] {
    const named = new Map(variables.map((variable) => [`${variable.name} [${variable.shape}]`, variable]));
    if (this.known && !(this.known.length === named.size && this.known.every((name) => named.has(name)))) this.forget();
    this.known ??= [...named.keys()];
    return this.known.map((name) => named.get(name)!);
  }

  /** What the last step tells about the curvature. */
  private learn(g: tf.Tensor1D, historySize: number): void {
    const { last } = this;
    if (!last) return;
    if (last.g.size !== g.size) {
      throw new Error(
        `${owner} has loaded the steps of ${last.g.size} parameters, but is given gradients of ${g.size}.`,
      );
    }
    this.history.add({ s: tf.mul(last.d, last.t), y: tf.sub(g, last.g) }, historySize);
  }

  private remember(step: LastStep): void {
    const { last } = this;
    this.last = { t: step.t, g: tf.keep(step.g.clone()), d: tf.keep(step.d.clone()) };
    if (last) tf.dispose([last.g, last.d]);
  }

  private forget(): void {
    if (this.last) tf.dispose([this.last.g, this.last.d]);
    this.last = undefined;
    this.known = undefined;
    this.history.dispose();
  }
}

tf.serialization.registerClass(LbfgsOptimizer as unknown as tf.serialization.SerializableConstructor<LbfgsOptimizer>);

/**
 * L-BFGS: Newton's method with an inverse Hessian from the last m = `historySize` steps, and a line search.
 *
 *     s = x − x_previous,  y = g − g_previous, kept if y's > 1e-10
 *     d = −H g by the two-loop recursion, H₀ = y's / y'y of the last pair
 *     x ← x + t d, t from a strong Wolfe line search (c₁ = 1e-4, c₂ = 0.9) that first tries `learningRate`, at the first step
 *     min(1, 1 / |g|₁) learningRate; with `lineSearch` 'none' this is the step
 *
 * For losses that are the same function at each evaluation: full batches. A step does nothing if max |g| ≤ `toleranceGrad`,
 * if that is not finite, if g'd > −`toleranceChange`, or where `learningRate` is 0; a point where the loss is not finite is
 * too far. One step is one iteration, as torch's with `max_iter` 1. It has `minimize` alone, and so `model.fit`; groups,
 * wrappers and `freeze` are the zoo's rules': give `minimize` the variables to train, or set `trainable` of layers. Where
 * the variables are others than at the step before, as when a layer is frozen or thawed, the history starts anew.
 * Cost: a gradient for each trial of the line search, 1 to 2 as a rule, at most `maxEvaluations` + 1, and 4m products of
 * vectors. State: 2m + 2 vectors of all parameters. Defaults: `learningRate` 1, `historySize` 100, `lineSearch` 'strongWolfe',
 * `maxEvaluations` 25, `toleranceGrad` 1e-7, `toleranceChange` 1e-9, `gradient` reverse mode.
 * Nocedal 1980, "Updating Quasi-Newton Matrices with Limited Storage"; Liu and Nocedal 1989; checked against
 * torch.optim.LBFGS 1.13.
 */
export const lbfgs = Object.assign((options: LbfgsOptions = {}): LbfgsOptimizer => new LbfgsOptimizer(options), {
  method,
});
