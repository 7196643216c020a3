import type { GameOptimizer } from '@optimizer-zoo/optimizers/games';
import * as games from '@optimizer-zoo/optimizers/games';
import { number } from '@optimizer-zoo/schedulers';
import { InputError } from '../cli/input-error.js';
import type { Candidate, Declared } from './candidate.js';

interface GameFactory {
  (options: never): GameOptimizer;
  readonly definition: { readonly reference: string; readonly options: object };
}

const learningRate = number('[0, inf)', 0.01, { around: 100 });

/** The methods for games, by name. */
export const gameMethods = games as unknown as Readonly<Record<string, GameFactory>>;

/** The same as candidates: they move two players, so they are made by themselves. */
export const gameCandidates: Readonly<Record<string, Candidate>> = Object.fromEntries(
  Object.entries(gameMethods).map(([name, { definition }]) => [
    name,
    {
      reference: definition.reference,
      stepSize: 'learningRate',
      defaultStepSize: learningRate.default,
      options: { ...(definition.options as Declared), learningRate },
      forms: {},
      rules: {},
      needs: ['players'],
      create() {
        throw new InputError(`${name} is a method for games.`);
      },
    } satisfies Candidate,
  ]),
);
