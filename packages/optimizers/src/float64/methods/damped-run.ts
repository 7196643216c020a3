import type { Settings } from '@optimizer-zoo/schedulers';
import { along } from '../../linear-algebra/vector.js';
import { type Hyperparameters, type OptionValue, settingsAt } from '../../rule/hyperparameters.js';
import type { Scalars } from '../../rule/scalars.js';
import type { Bounds } from '../bounds.js';
import type { Evaluator } from '../evaluator.js';
import type { Beginning, Stepper, StepperState } from '../optimizer.js';
import { loadKept, saveKept } from './kept.js';
import { defineMethod, type MethodFactory, type MethodFacts } from './method.js';
import type { Model } from './model.js';

/** What a damped step begins with. */
export interface DampedStep<M extends Model, H extends Hyperparameters> {
  readonly model: M;
  readonly settings: Settings<H>;
  /** What the last step kept; empty before the first. */
  readonly kept: Readonly<Scalars>;
  /** The model at the point of the box that is nearest to x + t d. */
  along(d: Float64Array, t: number): M;
}

/** How it ends: at which model, unless nothing moves, what is kept, and in words why no further step can be made. */
export interface DampedEnd<M extends Model> {
  readonly to?: M;
  readonly kept?: Scalars;
  readonly message?: string;
}

/** A method that goes by a damped quadratic model. */
export interface DampedMethod<M extends Model, H extends Hyperparameters> extends MethodFacts<H> {
  /** Whether a step may stay where it is, with another damping to come. */
  readonly mayRest: boolean;
  /** Throws where the objective does not offer what it needs. */
  modelOf(evaluator: Evaluator, bounds?: Bounds): (x: Float64Array) => M;
  step(at: DampedStep<M, H>): DampedEnd<M>;
}

/** Declares such a method. */
export const dampedMethod = <M extends Model, const H extends Hyperparameters>(
  method: DampedMethod<M, H>,
): MethodFactory<H> => defineMethod(method, (at, options) => new DampedRun(method, options, at));

class DampedRun<M extends Model, H extends Hyperparameters> implements Stepper {
  readonly x: Float64Array;
  readonly mayRest: boolean;
  private readonly modelAt: (x: Float64Array) => M;
  private model: M;
  private steps = 0;
  private kept: Scalars = {};

  constructor(
    private readonly method: DampedMethod<M, H>,
    private readonly options: Readonly<Record<string, OptionValue>>,
    private readonly at: Beginning,
  ) {
    this.x = at.start.slice();
    this.mayRest = method.mayRest;
    this.modelAt = method.modelOf(at.evaluator, at.bounds);
    this.model = this.modelAt(at.start);
  }

  gradient(): Float64Array {
    this.at.evaluator.step = this.steps + 1;
    return this.model.gradient;
  }

  get value(): number | undefined {
    const { evaluator } = this.at;
    return evaluator.has('value') || evaluator.has('residuals') ? this.model.value : undefined;
  }

  step(): string | undefined {
    const { method, options, model, kept, x, at, modelAt } = this;
    at.evaluator.step = this.steps + 1;
    const { to, ...end } = method.step({
      model,
      settings: settingsAt(method.name, method.hyper, options, this.steps + 1),
      kept,
      along(d, t) {
        const there = along(x, d, t);
        return modelAt(at.bounds?.project(there) ?? there);
      },
    });
    if (end.kept) this.kept = end.kept;
    if (end.message !== undefined) return end.message;
    this.steps++;
    if (to) {
      x.set(to.x);
      this.model = to;
    }
    return undefined;
  }

  result(): Float64Array {
    return this.x;
  }

  save(): StepperState {
    return saveKept(this.steps, this.x, { slots: {}, scalars: this.kept });
  }

  load(state: StepperState): void {
    this.kept = { ...loadKept(this.method.name, state, this.x).scalars };
    this.model = this.modelAt(this.x.slice());
    this.steps = state.steps;
  }
}
