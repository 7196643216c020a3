import type { CurvatureOptimizer, ZooOptimizer } from '@optimizer-zoo/optimizers';
import type { Offer, ProblemInstance } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';
import { findCandidate } from '../candidates/candidates.js';
import { createOptimizer, innermost, type OptimizerConfig } from '../candidates/optimizer-term.js';
import { suppliedBy } from '../candidates/supplied.js';
import { Counter } from './counter.js';
import { disposeOptimizer } from './dispose-optimizer.js';
import type { Cost, Judgement, Machine } from './machine.js';
import { numberOf, numbersOf } from './read-tensors.js';

/** Any optimizer of a loss, on tensors of tf's present backend. */
export class TfjsMachine implements Machine {
  private readonly optimizer: tf.Optimizer;
  private readonly counter = new Counter();
  /** The step that is being made. */
  private now = 0;
  private readonly advance: () => void;

  constructor(
    optimizer: OptimizerConfig,
    private readonly instance: ProblemInstance,
  ) {
    const counted = <T>(run: () => T) => this.counter.loss(run);
    this.optimizer = createOptimizer(
      optimizer,
      suppliedBy(instance, () => this.now, counted),
    );
    const { needs, twin } = findCandidate(innermost(optimizer).name);
    const isByOutputs = needs.some((need) => byOutputs.includes(need));
    const make = isByOutputs ? () => this.stepByOutputs() : () => this.stepByLoss();
    const own = twin ? 1 : 0; // tf's own optimizers take one gradient, which the zoo does not see
    this.advance = () => this.counter.step(make, own);
  }

  step(step: number): undefined {
    this.now = step;
    this.advance();
    this.instance.project?.();
  }

  cost(): Cost {
    return this.counter.cost;
  }

  objective(): Promise<number> {
    return this.evaluated(() => numberOf(this.instance.objective()));
  }

  get heldOut(): (() => Promise<Judgement>) | undefined {
    const { heldOut } = this.instance;
    if (!heldOut) return undefined;
    return () =>
      this.evaluated(async () => {
        const { objective, accuracy } = heldOut();
        return { objective: await numberOf(objective), ...(accuracy && { accuracy: await numberOf(accuracy) }) };
      });
  }

  point(): Promise<number[]> {
    return numbersOf(this.instance.variables);
  }

  /** All but the problem's instance. */
  disposeOptimizer(): void {
    disposeOptimizer(this.optimizer);
  }

  dispose(): void {
    this.instance.dispose();
    this.disposeOptimizer();
  }

  private stepByLoss(): void {
    const { instance, optimizer, now, counter } = this;
    optimizer.minimize(
      counter.loss(() => instance.loss(now)),
      false,
      instance.variables,
    );
  }

  private stepByOutputs(): void {
    const { variables, outputs } = this.instance;
    const { at, targets, loss } = outputs!(this.now);
    const run = this.counter.loss(() => at(variables));
    (this.optimizer as CurvatureOptimizer).minimizeResidual(run, targets, loss, variables).dispose();
    targets.dispose();
  }

  /** With the weights to evaluate with, such as an average. */
  private async evaluated<T>(evaluate: () => Promise<T>): Promise<T> {
    const optimizer = this.optimizer as Partial<ZooOptimizer>;
    optimizer.eval?.();
    try {
      return await evaluate();
    } finally {
      optimizer.train?.();
    }
  }
}

const byOutputs: readonly Offer[] = ['outputs', 'residuals'];
