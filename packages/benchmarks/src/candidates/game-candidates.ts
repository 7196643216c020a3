import type { CardFacts } from '@optimizer-zoo/optimizers/card';
import type { GameOptimizer } from '@optimizer-zoo/optimizers/games';
import * as games from '@optimizer-zoo/optimizers/games';
import { number } from '@optimizer-zoo/schedulers';
import { InputError } from '../cli/input-error.js';
import type { Candidate } from './candidate.js';

interface GameFactory {
  (options: never): GameOptimizer;
  readonly definition: Omit<CardFacts, 'hyper'> & { readonly options: object };
}

const learningRate = number('[0, inf)', 0.01, { around: 100 });

/** The methods for games, by name. */
export const gameMethods = games as unknown as Readonly<Record<string, GameFactory>>;

/** The same as candidates: they move two players, so they are made by themselves. */
export const gameCandidates: Readonly<Record<string, Candidate>> = Object.fromEntries(
  Object.entries(gameMethods).map(([name, { definition }]) => [name, fromDefinition(name, definition)]),
);

function fromDefinition(name: string, { options: own, ...definition }: GameFactory['definition']): Candidate {
  const options = { learningRate, ...(own as CardFacts['hyper']) };
  return {
    entry: 'games',
    reference: definition.reference,
    stepSize: 'learningRate',
    defaultStepSize: learningRate.default,
    options,
    forms: {},
    rules: {},
    facts: { ...definition, hyper: options },
    needs: ['players'],
    create() {
      throw new InputError(`${name} is a method for games.`);
    },
  };
}
