import {
  checkOptions,
  type GivenOptions,
  type OptionTypes,
  readOptions,
  type Settings,
} from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import type { Advance, KeptDirection } from './advance.js';
import type { Field, Game } from './game.js';
import { projectOption, stepSize } from './options.js';

/** A method for min over x, max over y of f(x, y). */
export interface GameOptimizer {
  readonly name: string;
  /** Steps done. */
  readonly iterations: number;
  /**
   * One step of both players at once.
   *
   * @param f the value of the game; within a step it must give the same each time it is called.
   * @param min the variables x of the player who makes f small.
   * @param max the variables y of the player who makes it large.
   * @param returnCost whether to return f before the step, the caller's to dispose.
   * @throws Error where a player has no variables, both have the same, or f is not a scalar.
   */
  minimax(
    f: () => tf.Scalar,
    min: readonly tf.Variable[],
    max: readonly tf.Variable[],
    returnCost?: boolean,
  ): tf.Scalar | null;
  /** Gives back what is kept between steps. */
  dispose(): void;
}

const shared = { learningRate: stepSize(0.01), project: projectOption };
type Shared = typeof shared;

/** A method: which direction is taken, from its options at a step, and how. */
export interface GameDefinition<O extends OptionTypes> {
  readonly name: string;
  /** Authors, year, where. */
  readonly reference: string;
  readonly options: O;
  /** The direction, of the options and the step size of this step. */
  field(options: Settings<O>, learningRate: number): Field;
  readonly advance: Advance;
}

/** Declares a method and makes its factory. All of them have `learningRate` (0.01) and `project`. */
export function defineGameOptimizer<const O extends OptionTypes>(definition: GameDefinition<O>) {
  const { name, options: types, field, advance } = definition;
  const make = (given: GivenOptions<O & Shared> = {} as GivenOptions<O & Shared>): GameOptimizer => {
    checkOptions(name, given, 'learningRate: 0.1');
    const options = readOptions(name, { ...types, ...shared } as O & Shared, given) as Settings<O> & Settings<Shared>;
    const kept: KeptDirection = {};
    let iterations = 0;
    return {
      name,
      get iterations() {
        return iterations;
      },
      minimax(f, min, max, returnCost = false) {
        const game: Game = { f, min, max };
        checkPlayers(name, game);
        const learningRate = options.learningRate(iterations + 1);
        const value = tf.tidy(() =>
          advance(game, field(options, learningRate), { learningRate, project: options.project, kept }),
        );
        iterations++;
        if (returnCost) return value;
        value.dispose();
        return null;
      },
      dispose() {
        tf.dispose(kept.previous);
        kept.previous = undefined;
      },
    };
  };
  return Object.assign(make, { definition });
}

function checkPlayers(name: string, { min, max }: Game): void {
  for (const [player, variables] of Object.entries({ min, max })) {
    if (Array.isArray(variables) && variables.length > 0 && variables.every((one) => one instanceof tf.Variable))
      continue;
    throw new Error(`${name}: ${player} must be a list of one or more variables.`);
  }
  const both = min.find((variable) => max.includes(variable));
  if (both) throw new Error(`${name}: variable '${both.name}' belongs to both players, but must belong to one.`);
}
