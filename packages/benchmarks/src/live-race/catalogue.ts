import { scheduleNames } from '@optimizer-zoo/schedulers';
import { suite } from '@optimizer-zoo/testbed';
import { plainArrays } from '../backends/backend-names.js';
import { candidates } from '../candidates/candidates.js';
import { makeTerm, wrappers } from '../candidates/optimizer-term.js';
import { parseTerms } from '../candidates/parse-terms.js';
import type { Term } from '../candidates/term.js';
import { misfitWith } from '../run/misfit.js';
import type { Dimension } from '../study/dimension.js';
import { searchSpace } from '../study/search-space.js';
import { withDefaults } from './with-defaults.js';

/** What a race can be put together of, by name. */
export interface Catalogue {
  readonly landscapes: readonly string[];
  readonly optimizers: readonly string[];
  readonly wrappers: readonly string[];
  readonly schedules: readonly string[];
}

const plain = (name: string): Term => ({ name, options: {} });

const anyPlane = suite.find(({ name }) => name === 'rosenbrock')!;
const runs = (term: Term) => misfitWith(term, anyPlane, plainArrays) === undefined;

/** All that runs on plain arrays, and the functions of two variables. */
export const catalogue = (): Catalogue => ({
  landscapes: suite.filter(({ surface }) => surface).map(({ name }) => name),
  optimizers: Object.keys(candidates).filter((name) => runs(plain(name))),
  wrappers: Object.keys(wrappers).filter((name) => runs({ ...plain(name), of: plain('lion') })),
  schedules: scheduleNames(),
});

/**
 * Reads terms that were typed, and makes one of each to see that its options are allowed.
 *
 * @throws Error in one sentence.
 */
export function readTerms(text: string): Term[] {
  const terms = parseTerms('optimizer', text);
  for (const term of terms) {
    makeTerm(term).dispose();
    const unfit = misfitWith(term, anyPlane, plainArrays);
    if (unfit) throw new Error(unfit);
  }
  return terms;
}

/** The numbers of an optimizer that have a space: what sliders and tuning vary. */
export const dimensionsOf = (term: Term): Dimension[] => searchSpace(withDefaults(term));
