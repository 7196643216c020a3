import {
  type Evaluations,
  type Float64Optimizer,
  iterate,
  MinimizeError,
  type MinimizeState,
  minimize,
  type Objective,
  type Point,
  type Progress,
  type Result,
} from '@optimizer-zoo/optimizers/float64';
import type { Float64Objective, Offer, Problem } from '@optimizer-zoo/testbed';
import type { Cost, Ended, Judgement, Machine } from './machine.js';
import type { Observer } from './observer.js';

type Steps = Generator<Progress<Point<number[]>>, Result<number[]>, void>;

const none: Evaluations = { value: 0, gradient: 0, hvp: 0, hessianDiagonal: 0, residuals: 0, jacobian: 0 };

/** Functions of plain numbers, in float64 and without tfjs. */
export class Float64Machine implements Machine {
  private readonly start: readonly number[];
  private readonly functions: Objective;
  private readonly steps: Steps;
  /** What the step that is being made sees. */
  private seen: Float64Objective;
  private progress?: Progress<Point<number[]>>;

  constructor(
    private readonly optimizer: Float64Optimizer,
    needs: readonly Offer[],
    private readonly problem: Problem,
    private readonly seed: number,
    /** Knows data that no step sees, which a function of plain numbers does not. */
    private readonly observer?: Observer,
  ) {
    this.seen = problem.float64!;
    this.start = problem.start!(seed);
    this.functions = objectiveOf(() => this.seen, needs);
    this.steps = iterate(this.functions, [...this.start], { optimizer, seed, maxSteps: Number.MAX_SAFE_INTEGER });
  }

  step(step: number): Ended | undefined {
    this.look(step);
    try {
      const { done, value } = this.steps.next();
      if (done) return ended(value, step);
      this.progress = value;
      return undefined;
    } catch (error) {
      if (error instanceof MinimizeError) return { hasDiverged: true, reason: error.message };
      throw error;
    }
  }

  /** What the step of that number, the coming one, begins with: all that is kept, and its gradient. */
  before(step: number): { readonly state: MinimizeState; readonly gradient: ArrayLike<number> } {
    this.look(step);
    const { functions, start, optimizer, seed, progress } = this;
    if (progress) return { state: progress.save(), gradient: progress.gradient };
    const begun = minimize(functions, [...start], { optimizer, seed, maxSteps: 0 });
    return { state: begun.save(), gradient: this.seen.gradient(start) };
  }

  private look(step: number): void {
    if (this.problem.float64At) this.seen = this.problem.float64At(step, this.seed);
  }

  cost(): Cost {
    const { value, gradient, hvp, hessianDiagonal, residuals, jacobian } = this.progress?.evaluations ?? none;
    return {
      losses: value + gradient + residuals + jacobian,
      gradients: gradient + jacobian,
      products: hvp + hessianDiagonal,
    };
  }

  objective(): number {
    return this.problem.float64!.value(this.progress?.average ?? this.start);
  }

  get heldOut(): (() => Promise<Judgement>) | undefined {
    const { observer } = this;
    if (!observer?.hasHeldOut) return undefined;
    return () => observer.heldOutAt(this.progress?.average ?? this.start);
  }

  point(): ArrayLike<number> {
    return this.progress?.x ?? this.start;
  }

  dispose(): void {
    this.observer?.dispose();
  }
}

const ended = ({ reason, message = reason }: Result<number[]>, step: number): Ended =>
  reason === 'notFinite'
    ? { hasDiverged: true, reason: `step ${step} led to no finite point` }
    : { hasDiverged: false, reason: message };

/** Residuals for what needs them alone: others go by value and gradient, on tensors too. */
function objectiveOf(seen: () => Float64Objective, needs: readonly Offer[]): Objective {
  if (needs.includes('residuals'))
    return { residuals: (x) => seen().residuals!(x), jacobian: (x) => seen().jacobian!(x) };
  return { value: (x) => seen().value(x), gradient: (x, into) => seen().gradient(x, into) };
}
