import type { Settings } from '@optimizer-zoo/schedulers';
import { type Hyperparameters, type OptionValue, settingsAt } from '../../rule/hyperparameters.js';
import type { Beginning, Stepper, StepperState } from '../optimizer.js';
import { type Kept, loadKept, saveKept } from './kept.js';
import { defineMethod, type MethodFactory, type MethodFacts } from './method.js';

/** A point and its value; Infinity where it has none. */
export interface Sample {
  readonly x: Float64Array;
  readonly value: number;
}

/** What a search is given for a step. */
export interface DirectStep<H extends Hyperparameters> {
  /** From 1. */
  readonly step: number;
  readonly settings: Settings<H>;
  /** The nearest point of the box with its value there. */
  sample(x: Float64Array): Sample;
}

/** A search by values alone. */
export interface DirectSearch<H extends Hyperparameters> {
  /** Goes on from the lowest point so far, which it gives; in words why it cannot, else. */
  step(best: Sample, at: DirectStep<H>): Sample | string;
  /** How far its points are apart, in any coordinate and in value. */
  spread(): { readonly x: number; readonly value: number };
  save(): Kept;
  load(kept: Kept): void;
}

/** Declares a method that looks at values alone. */
export const directMethod = <const H extends Hyperparameters>(
  facts: Omit<MethodFacts<H>, 'needs'>,
  begin: (at: Beginning, options: Readonly<Record<string, OptionValue>>) => DirectSearch<H>,
): MethodFactory<H> => {
  const { name, hyper } = facts;
  return defineMethod(
    { ...facts, needs: 'value' },
    (at, options) => new DirectRun(at, begin(at, options), name, (step) => settingsAt(name, hyper, options, step)),
  );
};

class DirectRun<H extends Hyperparameters> implements Stepper {
  readonly x: Float64Array;
  readonly mayRest = true;
  private steps = 0;
  private best?: Sample;

  constructor(
    private readonly at: Beginning,
    private readonly search: DirectSearch<H>,
    private readonly owner: string,
    private readonly settingsAt: (step: number) => Settings<H>,
  ) {
    this.x = at.start.slice();
  }

  get value(): number {
    return this.lowest().value;
  }

  step(): string | undefined {
    const { search, at, settingsAt } = this;
    const step = this.steps + 1;
    at.evaluator.step = step;
    const found = search.step(this.lowest(), { step, settings: settingsAt(step), sample: (x) => this.sample(x) });
    if (typeof found === 'string') return found;
    this.best = found;
    this.x.set(found.x);
    this.steps = step;
    return undefined;
  }

  spread() {
    return this.search.spread();
  }

  result(): Float64Array {
    return this.x;
  }

  save(): StepperState {
    const { slots, scalars } = this.search.save();
    return saveKept(this.steps, this.x, { slots, scalars: { value: this.value, ...scalars } });
  }

  load(state: StepperState): void {
    const kept = loadKept(this.owner, state, this.x);
    this.best = { x: this.x.slice(), value: kept.scalars.value };
    this.search.load(kept);
    this.steps = state.steps;
  }

  /** x0, before the first step; a run does not begin where that has no value. */
  private lowest(): Sample {
    this.best ??= { x: this.x.slice(), value: this.at.evaluator.value(this.x) };
    return this.best;
  }

  private sample(x: Float64Array): Sample {
    this.at.bounds?.project(x);
    const value = this.at.evaluator.value(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  }
}

/** The largest distance of some points from one, in any coordinate. */
export const reach = (from: Float64Array, points: readonly Float64Array[]): number =>
  points.reduce((most, x) => x.reduce((far, value, i) => Math.max(far, Math.abs(value - from[i])), most), 0);
