import { type Problem, type ProblemConfig, suite, problemFrom as testbedProblem } from '@optimizer-zoo/testbed';
import { digits } from './digits.js';
import { iris } from './iris.js';

/** Problems on real data, which ship in packages: loaded where an instance is first made. */
export const realData: readonly Problem[] = [...iris, ...digits];

/** Every problem that has a name. */
export const namedProblems: readonly Problem[] = [...suite, ...realData];

/** The problem of a stored run, of the testbed or on real data, transformed or not. */
export const problemFrom = (config: ProblemConfig): Problem => testbedProblem(config, realData);
