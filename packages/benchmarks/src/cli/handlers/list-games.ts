import { gameProblems } from '@optimizer-zoo/testbed';
import { describeProblem, knownOf } from './list-problems.js';
import { section } from './list-text.js';

export const text = (): string => section('Games', gameProblems.map(describeProblem));

/** Everything that is known of each. */
export const data = () => gameProblems.map(knownOf);
