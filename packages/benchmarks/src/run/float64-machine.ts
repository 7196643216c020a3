import {
  type Evaluations,
  iterate,
  MinimizeError,
  type Objective,
  type Point,
  type Progress,
  type Result,
} from '@optimizer-zoo/optimizers/float64';
import type { Float64Objective, Offer } from '@optimizer-zoo/testbed';
import { createFloat64 } from '../candidates/float64-term.js';
import { problemFrom } from '../real-data/problems.js';
import type { RunConfig } from '../study/run-config.js';
import type { Cost, Ended, Machine } from './machine.js';
import { needsOf } from './needs.js';

type Steps = Generator<Progress<Point<number[]>>, Result<number[]>, void>;

const none: Evaluations = { value: 0, gradient: 0, hvp: 0, hessianDiagonal: 0, residuals: 0, jacobian: 0 };

/** Functions of plain numbers, in float64 and without tfjs. */
export class Float64Machine implements Machine {
  private readonly known: Float64Objective;
  private readonly start: readonly number[];
  private readonly steps: Steps;
  private progress?: Progress<Point<number[]>>;

  constructor({ optimizer, problem, seed }: Pick<RunConfig, 'optimizer' | 'problem' | 'seed'>) {
    const { float64, start } = problemFrom(problem);
    this.known = float64!;
    this.start = start!(seed);
    const options = { optimizer: createFloat64(optimizer)!, seed, maxSteps: Number.MAX_SAFE_INTEGER };
    this.steps = iterate(objectiveOf(this.known, needsOf(optimizer)), [...this.start], options);
  }

  step(step: number): Ended | undefined {
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

  cost(): Cost {
    const { value, gradient, hvp, hessianDiagonal, residuals, jacobian } = this.progress?.evaluations ?? none;
    return {
      losses: value + gradient + residuals + jacobian,
      gradients: gradient + jacobian,
      products: hvp + hessianDiagonal,
    };
  }

  objective(): number {
    return this.known.value(this.progress?.average ?? this.start);
  }

  point(): ArrayLike<number> {
    return this.progress?.x ?? this.start;
  }

  dispose(): void {}
}

const ended = ({ reason, message = reason }: Result<number[]>, step: number): Ended =>
  reason === 'notFinite'
    ? { hasDiverged: true, reason: `step ${step} led to no finite point` }
    : { hasDiverged: false, reason: message };

/** Residuals for what needs them alone: others go by value and gradient, on tensors too. */
function objectiveOf({ value, gradient, residuals, jacobian }: Float64Objective, needs: readonly Offer[]): Objective {
  if (needs.includes('residuals')) return { residuals: (x) => residuals!(x), jacobian: (x) => jacobian!(x) };
  return { value: (x) => value(x), gradient: (x, into) => gradient(x, into) };
}
