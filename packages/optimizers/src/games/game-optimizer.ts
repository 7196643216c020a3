import { number, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { Adapter } from '../optimizer/adapter.js';
import type { Match } from '../optimizer/variable-match.js';
import type { Hyperparameters, Options } from '../rule/hyperparameters.js';
import { fromConfig, toConfig } from '../state/serialization.js';
import type { Advance } from './advance.js';
import type { Field, Game } from './game.js';
import { KeptDirection } from './kept-direction.js';
import { projectOption } from './project-option.js';

/** All methods have it. */
const shared = { learningRate: number('[0, inf)', 0.01, { around: 100 }) } as const;
type Shared = typeof shared;

/** A method: which direction is taken, from its options at a step, and how. */
export interface GameDefinition<H extends Hyperparameters = Hyperparameters> {
  readonly name: string;
  /** Authors, year, where. */
  readonly reference: string;
  readonly options: H;
  /** How many numbers are kept for each parameter, and what a step costs, in words. */
  readonly state: string;
  readonly cost: string;
  /** The direction, of the options and the step size of this step. */
  field(options: Settings<H>, learningRate: number): Field;
  readonly advance: Advance;
}

/** The options of a method for games: its hyperparameters, which may be schedules, and what all have. */
export type GameOptions<H extends Hyperparameters = Hyperparameters> = Options<H & Shared> & {
  /** Moves the variables to the nearest allowed point; called after every move, half steps too. It cannot be saved. Default: none. */
  project?: (() => void) | undefined;
  /** Variables that are left alone, as `freeze` does. Default: none. */
  frozen?: Match;
};

/** A method for min over x, max over y of f(x, y); all but its step is as on every optimizer of the zoo. */
export abstract class GameOptimizer extends Adapter {
  readonly name: string;
  private readonly project: () => void;
  private readonly canBeSaved: boolean;

  constructor(
    private readonly definition: GameDefinition,
    given: Readonly<Record<string, unknown>>,
  ) {
    const { name, options, advance } = definition;
    super({ name, hyper: { ...options, ...shared }, slots: advance.slots ?? [] }, given, { own: ['project'] });
    this.name = name;
    this.project = projectOption.read(`${name}: project`, given.project as undefined);
    this.canBeSaved = given.project === undefined;
  }

  /**
   * One step of both players at once.
   *
   * @param f the value of the game; within a step it must give the same each time it is called.
   * @param min the variables x of the player who makes f small.
   * @param max the variables y of the player who makes it large.
   * @param returnCost whether to return f before the step, the caller's to dispose.
   * @throws Error where a player has no variables, all of them are frozen, both have the same, or f is not a scalar.
   */
  minimax(
    f: () => tf.Scalar,
    min: readonly tf.Variable[],
    max: readonly tf.Variable[],
    returnCost = false,
  ): tf.Scalar | null {
    checkPlayers(this.name, { min, max });
    this.frozen.warnOfStrangers();
    this.forgetGone();
    const game: Game = { f, min: this.trained('min', min), max: this.trained('max', max) };
    const { definition, project, slots } = this;
    const { learningRate, ...settings } = this.settings() as Settings<Shared>;
    const [x, y] = [game.min, game.max].map((variables) => slots.of(variables.map((param) => ({ param }))));
    const value = tf.tidy(() => {
      const field = definition.field(settings as Settings<Hyperparameters>, learningRate);
      return definition.advance(game, field, { learningRate, project, kept: new KeptDirection(x, y) });
    });
    slots.advance([...x, ...y]);
    this.incrementIterations();
    if (returnCost) return value;
    value.dispose();
    return null;
  }

  override minimize(): never {
    throw new Error(`${this.name} plays a game; call minimax(f, min, max).`);
  }

  override applyGradients(): never {
    this.minimize();
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { name, options, frozen, canBeSaved } = this;
    if (!canBeSaved) throw new Error(`${name}: project is a function, which cannot be saved.`);
    return toConfig({ owner: name, options, frozen: frozen.given });
  }

  /** @nocollapse */
  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new (Class as unknown as new (options: object) => T)(fromConfig(config));
  }

  private trained(player: string, variables: readonly tf.Variable[]): readonly tf.Variable[] {
    const own = variables.filter((variable) => !this.frozen.has(variable));
    if (own.length > 0) return own;
    throw new Error(`${this.name}: all variables of ${player} are frozen, so there is no game.`);
  }
}

/** What a saved optimizer is made again with. */
type GameClass<H extends Hyperparameters> = (new (
  options?: GameOptions<H>,
) => GameOptimizer) &
  Pick<typeof GameOptimizer, 'fromConfig'> & { readonly className: string };

/** Declares a method and makes its factory. All of them have `learningRate` (0.01) and `project`. */
export function defineGameOptimizer<const H extends Hyperparameters>(definition: GameDefinition<H>) {
  class Optimizer extends GameOptimizer {
    /** @nocollapse */
    static readonly className: string = definition.name;

    constructor(options: Readonly<Record<string, unknown>> = {}) {
      super(definition as unknown as GameDefinition, options);
    }
  }
  tf.serialization.registerClass(Optimizer as unknown as tf.serialization.SerializableConstructor<GameOptimizer>);
  const make = (options: GameOptions<H> = {} as GameOptions<H>): GameOptimizer => new Optimizer(options);
  return Object.assign(make, { definition, Optimizer: Optimizer as unknown as GameClass<H> });
}

function checkPlayers(name: string, players: Pick<Game, 'min' | 'max'>): void {
  const { min, max } = players;
  for (const [player, variables] of Object.entries(players)) {
    if (Array.isArray(variables) && variables.length > 0 && variables.every((one) => one instanceof tf.Variable))
      continue;
    throw new Error(`${name}: ${player} must be a list of one or more variables.`);
  }
  const both = min.find((variable) => max.includes(variable));
  if (both) throw new Error(`${name}: variable '${both.name}' belongs to both players, but must belong to one.`);
}
