import type { GameOptimizer } from '@optimizer-zoo/optimizers/games';
import type { ProblemInstance } from '@optimizer-zoo/testbed';
import { createGameOptimizer, type OptimizerConfig } from '../candidates/optimizer-term.js';
import { Counter } from './counter.js';
import type { Cost, Machine } from './machine.js';
import { numberOf, numbersOf } from './read-tensors.js';

/** A method for games, which moves both players at once. */
export class GameMachine implements Machine {
  private readonly method: GameOptimizer;
  private readonly counter = new Counter();

  constructor(
    method: OptimizerConfig,
    private readonly instance: ProblemInstance,
  ) {
    this.method = createGameOptimizer(method);
  }

  step(): undefined {
    const { f, min, max } = this.instance.players!;
    this.counter.step(() => this.method.minimax(this.counter.loss(f), min, max));
  }

  cost(): Cost {
    return this.counter.cost;
  }

  objective(): Promise<number> {
    return numberOf(this.instance.objective());
  }

  point(): Promise<number[]> {
    return numbersOf(this.instance.variables);
  }

  dispose(): void {
    this.instance.dispose();
    this.method.dispose();
  }
}
