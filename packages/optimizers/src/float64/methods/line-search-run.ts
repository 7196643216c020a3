import type { Settings } from '@optimizer-zoo/schedulers';
import { along, dot } from '../../linear-algebra/vector.js';
import { type Hyperparameters, type OptionValue, settingsAt } from '../../rule/hyperparameters.js';
import { projectedSearch } from '../../second-order/searches/projected-search.js';
import { strongWolfe } from '../../second-order/searches/strong-wolfe.js';
import { largest } from '../finite.js';
import type { Beginning, Stepper, StepperState } from '../optimizer.js';
import { type Kept, loadKept, saveKept } from './kept.js';
import { defineMethod, type MethodFactory, type MethodFacts } from './method.js';

/** Numbers that every method along lines has. */
export interface LineSettings {
  readonly learningRate: number;
  readonly maxEvaluations: number;
  readonly toleranceGrad: number;
  readonly toleranceChange: number;
}

/** Where to go, by what the steps so far have told. */
export interface LineDirection {
  /** Whether it looks at what bounds hold. */
  readonly takesBounds?: boolean;
  /** c₂ of the strong Wolfe conditions; no search at all if undefined. */
  readonly curvature?: number;
  /**
   * Takes in the gradient at the end of the last step, of length t along d, and gives the direction from there; −g for what is
   * held by a bound, and the rest as if that were not there.
   */
  next(g: Float64Array, settings: Settings<Hyperparameters>, held?: readonly boolean[]): Float64Array;
  /** How long the first trial is, beside `learningRate`. */
  firstTrial(g: Float64Array, slope: number): number;
  made(step: { readonly g: Float64Array; readonly d: Float64Array; readonly t: number; readonly slope: number }): void;
  save(): Kept;
  load(kept: Kept): void;
}

interface LineMethod {
  readonly name: string;
  readonly hyper: Hyperparameters;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly direction: LineDirection;
}

/** Declares a method that goes along lines, by how directions are found. */
export const lineMethod = <const H extends Hyperparameters>(
  facts: Omit<MethodFacts<H>, 'needs'>,
  directionOf: (options: LineMethod['options']) => LineDirection,
): MethodFactory<H> =>
  defineMethod({ ...facts, needs: 'gradient' }, (at, options) => {
    const { name, hyper } = facts;
    const direction = directionOf(options);
    if (at.bounds && !direction.takesBounds) {
      throw new Error(`minimize: ${name} takes no bounds; lbfgs, the rules and the methods of least squares do.`);
    }
    return new LineSearchRun({ name, hyper, options, direction }, at);
  });

interface Point {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
  readonly gradient: Float64Array;
}

/** Where a step ends: with what is known there. */
interface End {
  readonly t: number;
  readonly x: Float64Array;
  readonly value?: number;
  readonly gradient?: Float64Array;
}

/** A method that goes along one direction after the other, as far as a search says. */
class LineSearchRun implements Stepper {
  readonly x: Float64Array;
  value?: number;
  private measured?: Float64Array;
  private steps = 0;

  constructor(
    private readonly method: LineMethod,
    private readonly at: Beginning,
  ) {
    this.x = at.start.slice();
  }

  gradient(): Float64Array {
    this.at.evaluator.step = this.steps + 1;
    this.measured ??= this.gradientAt(this.x);
    return this.measured;
  }

  step(): string | undefined {
    const { method, x, steps, at } = this;
    const settings = settingsAt(method.name, method.hyper, method.options, steps + 1) as unknown as LineSettings;
    const g = this.gradient();
    const size = largest(at.bounds?.descent(x, g) ?? g);
    if (!(size > settings.toleranceGrad)) return `max |g| is ${size}, which is not above toleranceGrad`;
    const d = method.direction.next(g, settings as never, at.bounds?.held(x, g));
    const slope = dot(g, d);
    const t = method.direction.firstTrial(g, slope) * settings.learningRate;
    if (!(slope <= -settings.toleranceChange)) return `the slope along the direction is ${slope}: no descent is left`;
    const end = this.end(d, slope, t, settings);
    if (!end || end.t === 0) return 'the line search found no lower point';
    const made = at.bounds ? end.x.map((value, i) => (value - x[i]) / end.t) : d;
    method.direction.made({ g, d: made, t: end.t, slope });
    x.set(end.x);
    this.value = end.value;
    this.measured = end.gradient;
    this.steps++;
    return undefined;
  }

  result(): Float64Array {
    return this.x;
  }

  save(): StepperState {
    return saveKept(this.steps, this.x, this.method.direction.save());
  }

  load(state: StepperState): void {
    this.method.direction.load(loadKept(this.method.name, state, this.x));
    this.steps = state.steps;
    this.value = undefined;
    this.measured = undefined;
  }

  /** By a search, or as far as the first trial goes; in a box along the path that is projected on it. */
  private end(d: Float64Array, slope: number, t: number, settings: LineSettings): End | undefined {
    const { x, at, method } = this;
    const { bounds, evaluator } = at;
    if (method.direction.curvature === undefined) return { t, x: bounds?.project(along(x, d, t)) ?? along(x, d, t) };
    if (!bounds) {
      const found = this.search(d, slope, t, settings);
      return { ...found, x: along(x, d, found.t) };
    }
    this.value ??= evaluator.value(x);
    const path = (length: number) => {
      const there = bounds.project(along(x, d, length));
      return { t: length, x: there, value: evaluator.value(there) };
    };
    const { maxEvaluations } = settings;
    return projectedSearch({ x, value: this.value, gradient: this.gradient() }, path, { t, maxEvaluations });
  }

  /** A step length that meets the strong Wolfe conditions, with what is known there. */
  private search(d: Float64Array, slope: number, t: number, settings: LineSettings): Point {
    const { x, at, method } = this;
    const { maxEvaluations, toleranceChange: tolerance } = settings;
    this.value ??= at.evaluator.value(x);
    const start: Point = { t: 0, value: this.value, slope, gradient: this.gradient() };
    const phi = (length: number): Point => {
      const there = along(x, d, length);
      const [value, gradient] = [at.evaluator.value(there), this.gradientAt(there)];
      return { t: length, value, slope: dot(gradient, d), gradient };
    };
    const { curvature } = method.direction;
    return strongWolfe(start, phi, { t, maxEvaluations, tolerance, reach: largest(d), curvature });
  }

  private gradientAt(x: Float64Array): Float64Array {
    const gradient = new Float64Array(x.length);
    this.at.evaluator.gradient(x, gradient);
    return gradient;
  }
}
