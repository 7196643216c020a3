import { show } from '@optimizer-zoo/schedulers';
import type { Bounds } from './bounds.js';
import { checkStart } from './check-start.js';
import { Evaluator } from './evaluator.js';
import { areFinite, largest } from './finite.js';
import { MinimizeError } from './minimize-error.js';
import type { Evaluations } from './objective.js';
import type { Stepper } from './optimizer.js';
import { type Layout, readStart } from './parameters.js';
import type { MinimizeState, Progress, Reached, Reason } from './progress.js';
import { type RunSettings, readRunOptions } from './run-options.js';

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
  private readonly bounds?: Bounds;
  private readonly before?: Float64Array;
  private known?: { readonly steps: number; readonly value: number };

  constructor(objective: unknown, x0: unknown, options: object) {
    const settings = readRunOptions(options);
    const { layout, flat } = readStart('minimize', x0);
    const { seed, optimizer, state, maxSeconds, stepTolerance } = settings;
    this.settings = settings;
    this.layout = layout;
    const bounds = settings.bounds?.of(layout);
    if (!state) bounds?.check(layout, flat, 'x0');
    this.bounds = bounds;
    this.evaluator = new Evaluator(objective, layout, bounds);
    this.optimizerName = optimizer.name;
    this.stepper = optimizer.begin({ layout, start: flat, evaluator: this.evaluator, seed, bounds });
    if (settings.gradientTolerance !== undefined && !this.stepper.gradient) {
      throw new Error(
        `minimize: gradientTolerance says nothing to ${optimizer.name}, which measures no gradient; stepTolerance and valueTolerance do.`,
      );
    }
    if (stepTolerance !== undefined) this.before = new Float64Array(layout.size);
    if (state) this.load(state);
    this.deadline = maxSeconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + 1000 * maxSeconds;
    if (!state) this.guarded(() => checkStart(this.stepper, layout, () => this.valueNow()));
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
    return this.guarded(() => this.layout.pointOf(this.gradientNow()));
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
    const { steps, evaluator, stepper, deadline, bounds } = this;
    const { maxSteps, maxEvaluations, gradientTolerance, signal } = this.settings;
    if (signal?.aborted) return 'signal';
    if (gradientTolerance !== undefined) {
      const gradient = this.guarded(() => stepper.gradient!());
      if (largest(bounds ? bounds.descent(stepper.x, gradient) : gradient) <= gradientTolerance)
        return 'gradientTolerance';
    }
    if (steps >= maxSteps) return 'maxSteps';
    if (evaluator.total >= maxEvaluations) return 'maxEvaluations';
    return deadline < Number.POSITIVE_INFINITY && performance.now() >= deadline ? 'maxSeconds' : undefined;
  }

  /** Where it leads to no finite point the parameters are put back. */
  private step(): Reason | undefined {
    const { stepper } = this;
    const isSafe = !stepper.gradient || areFinite(stepper.gradient());
    const last = isSafe ? undefined : stepper.x.slice();
    this.message = stepper.step();
    if (this.message !== undefined) return 'noProgress';
    if (!last || areFinite(stepper.x)) return undefined;
    stepper.x.set(last);
    return 'notFinite';
  }

  private endedAfter(last: number): Reason | undefined {
    const { stepTolerance, valueTolerance } = this.settings;
    const { x, mayRest } = this.stepper;
    const spread = this.stepper.spread?.();
    if (stepTolerance !== undefined) {
      const moved = spread?.x ?? this.moved();
      const isWaiting = moved === 0 && mayRest;
      if (!isWaiting && moved <= stepTolerance * Math.max(1, largest(x))) return 'stepTolerance';
    }
    if (valueTolerance === undefined) return undefined;
    const { value } = this;
    if (!Number.isFinite(value)) return 'notFinite';
    const change = spread?.value ?? Math.abs(last - value);
    const isWaiting = change === 0 && mayRest;
    return !isWaiting && change <= valueTolerance * Math.max(1, Math.abs(value)) ? 'valueTolerance' : undefined;
  }

  /** max |Δxᵢ| of the last step. */
  private moved(): number {
    const { before, stepper } = this;
    if (!before) return Number.NaN;
    for (let i = 0; i < before.length; i++) before[i] -= stepper.x[i];
    return largest(before);
  }

  private gradientNow(): Float64Array {
    const { stepper, evaluator } = this;
    if (stepper.gradient) return stepper.gradient();
    const gradient = new Float64Array(stepper.x.length);
    evaluator.gradient(stepper.x, gradient);
    return gradient;
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

  private load(state: MinimizeState): void {
    const { optimizer, evaluations, ...kept } = state;
    if (optimizer !== this.optimizerName) {
      throw new Error(`minimize: the state is of ${show(optimizer)}, but the optimizer is ${this.optimizerName}.`);
    }
    this.stepper.load(kept);
    this.bounds?.check(this.layout, this.stepper.x, 'the state has x');
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
