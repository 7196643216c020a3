import { type Budget, parseBudget } from '../../study/budget.js';
import { limits } from '../../study/study-file.js';
import { InputError } from '../input-error.js';
import { type Given, single, wholeNumber } from './given.js';

/** The option that says what each run may spend. */
export const budgetOption = (given: Given): 'steps' | 'budget' => (given.steps === undefined ? 'budget' : 'steps');

/** What `--budget` asks for, or `--steps`, which is the same in steps. */
export function readBudget(given: Given): Budget {
  const [budget, steps] = [single('budget', given), single('steps', given)];
  if (steps === undefined) return parseBudget('--budget', budget ?? '');
  if (budget === undefined) return { steps: wholeNumber('steps', given, limits.steps) };
  throw new InputError(
    `--steps ${steps} and --budget ${budget} are both given; --steps ${steps} is --budget ${steps}.`,
  );
}
