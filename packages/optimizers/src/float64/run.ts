import { show } from '@optimizer-zoo/schedulers';
import { areFinite, type Evaluations, Evaluator, largest } from './objective.js';
import type { Stepper } from './optimizer.js';
import { type Layout, readStart } from './parameters.js';
import type { MinimizeState, Progress, Reached, Reason } from './progress.js';
import { type RunSettings, readRunOptions } from './run-options.js';

/** A function of the user threw, or gave something of no use; `cause` is what it threw. */
export class MinimizeError<X = unknown> extends Error {
  constructor(
    message: string,
    readonly reached: Reached<X>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MinimizeError';
  }
}

/** One minimisation, step by step. */
export class Run implements Progress<unknown> {
  readonly evaluator: Evaluator;
  steps = 0;
  /** In words why no step could be made, where that ended it. */
  message?: string;
  private readonly layout: Layout;
  private readonly stepper: Stepper;
  private readonly settings: RunSettings;
  private readonly optimizerName: string;
  private readonly deadline: number;
  private readonly before?: Float64Array;
  private known?: { readonly steps: number; readonly value: number };

  constructor(objective: unknown, x0: unknown, options: object) {
    const settings = readRunOptions(options);
    const { layout, flat } = readStart('minimize', x0);
    const { seed, optimizer, state, maxSeconds, stepTolerance } = settings;
    this.settings = settings;
    this.layout = layout;
    this.evaluator = new Evaluator(objective, layout);
    this.optimizerName = optimizer.name;
    this.stepper = optimizer.begin({ layout, start: flat, evaluator: this.evaluator, seed });
    if (stepTolerance !== undefined) this.before = new Float64Array(layout.size);
    if (state) this.load(state);
    this.deadline = maxSeconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + 1000 * maxSeconds;
    if (!state) this.guarded(() => this.checkStart());
  }

  get x(): unknown {
    return this.layout.pointOf(this.stepper.x);
  }

  get average(): unknown {
    return this.layout.pointOf(this.stepper.result());
  }

  get value(): number {
    return this.guarded(() => this.valueNow());
  }

  get gradient(): unknown {
    return this.guarded(() => this.layout.pointOf(this.stepper.gradient()));
  }

  get evaluations(): Evaluations {
    return this.evaluator.evaluations;
  }

  save(): MinimizeState {
    const { optimizerName, evaluations } = this;
    return { optimizer: optimizerName, evaluations: { ...evaluations }, ...this.stepper.save() };
  }

  /** Copies of the parameters to evaluate with, and their value. */
  finish(): { x: unknown; value: number } {
    const { stepper, layout } = this;
    const x = stepper.result().slice();
    const isPresent = stepper.result() === stepper.x;
    const value = this.guarded(() => (isPresent ? this.valueNow() : this.valueAt(x)));
    return { x: layout.pointOf(x), value };
  }

  /** Makes a step; the reason, if none is to be made or it was the last. */
  advance(): Reason | undefined {
    const ended = this.endedBefore();
    if (ended) return ended;
    const { stepper, before, settings } = this;
    before?.set(stepper.x);
    const last = settings.valueTolerance === undefined ? 0 : this.value;
    const failed = this.guarded(() => this.step());
    if (failed) return failed;
    this.steps++;
    return this.endedAfter(last) ?? (settings.callback?.(this) === true ? 'callback' : undefined);
  }

  private endedBefore(): Reason | undefined {
    const { steps, evaluations, stepper, deadline } = this;
    const { maxSteps, maxEvaluations, gradientTolerance, signal } = this.settings;
    if (signal?.aborted) return 'signal';
    if (gradientTolerance !== undefined) {
      const gradient = this.guarded(() => stepper.gradient());
      if (largest(gradient) <= gradientTolerance) return 'gradientTolerance';
    }
    if (steps >= maxSteps) return 'maxSteps';
    if (evaluations.value + evaluations.gradient + evaluations.hvp >= maxEvaluations) return 'maxEvaluations';
    return deadline < Number.POSITIVE_INFINITY && performance.now() >= deadline ? 'maxSeconds' : undefined;
  }

  /** Where it leads to no finite point the parameters are put back. */
  private step(): Reason | undefined {
    const { stepper } = this;
    const isSafe = areFinite(stepper.gradient());
    const last = isSafe ? undefined : stepper.x.slice();
    this.message = stepper.step();
    if (this.message !== undefined) return 'noProgress';
    if (!last || areFinite(stepper.x)) return undefined;
    stepper.x.set(last);
    return 'notFinite';
  }

  private endedAfter(last: number): Reason | undefined {
    const { stepper, before, settings } = this;
    const { stepTolerance, valueTolerance } = settings;
    if (before && stepTolerance !== undefined) {
      const { x } = stepper;
      for (let i = 0; i < x.length; i++) before[i] -= x[i];
      const moved = largest(before);
      const isWaiting = moved === 0 && stepper.accumulates;
      if (!isWaiting && moved <= stepTolerance * Math.max(1, largest(x))) return 'stepTolerance';
    }
    if (valueTolerance === undefined) return undefined;
    const { value } = this;
    if (!Number.isFinite(value)) return 'notFinite';
    const isWaiting = value === last && stepper.accumulates;
    return !isWaiting && Math.abs(last - value) <= valueTolerance * Math.max(1, Math.abs(value))
      ? 'valueTolerance'
      : undefined;
  }

  private valueNow(): number {
    const { steps, stepper, known } = this;
    if (stepper.value !== undefined) return stepper.value;
    if (known?.steps === steps) return known.value;
    const value = this.valueAt(stepper.x);
    this.known = { steps, value };
    return value;
  }

  /** NaN if the objective has none. */
  private valueAt(x: Float64Array): number {
    return this.evaluator.has('value') ? this.evaluator.value(x) : Number.NaN;
  }

  private checkStart(): void {
    const gradient = this.stepper.gradient();
    const wrong = gradient.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw new Error(`the gradient at x0 is ${gradient[wrong]} in x${this.layout.nameOf(wrong)}`);
  }

  private load(state: MinimizeState): void {
    const { optimizer, evaluations, ...kept } = state;
    if (optimizer !== this.optimizerName) {
      throw new Error(`minimize: the state is of ${show(optimizer)}, but the optimizer is ${this.optimizerName}.`);
    }
    this.stepper.load(kept);
    this.steps = kept.steps;
    Object.assign(this.evaluations, evaluations);
  }

  /** Says what had been reached where a function of the user fails. */
  private guarded<T>(run: () => T): T {
    try {
      return run();
    } catch (cause) {
      if (cause instanceof MinimizeError) throw cause;
      const { steps, evaluations, layout, stepper } = this;
      const reached: Reached<unknown> = {
        x: layout.pointOf(stepper.x.slice()),
        steps,
        evaluations: { ...evaluations },
        save: () => this.save(),
      };
      const text = cause instanceof Error ? cause.message : String(cause);
      throw new MinimizeError(`minimize: ${text}, after ${steps} ${steps === 1 ? 'step' : 'steps'}.`, reached, {
        cause,
      });
    }
  }
}
