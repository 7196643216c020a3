import type { Constants, Problem } from '@optimizer-zoo/testbed';
import { namedProblems } from '../../real-data/problems.js';
import { section } from './list-text.js';

export const text = (): string => section('Problems', namedProblems.map(describeProblem));

/** Everything that is known of each. */
export const data = () => namedProblems.map(knownOf);

const known = [
  'name',
  'formula',
  'reference',
  'tags',
  'dimension',
  'minimum',
  'constants',
  'offers',
  'config',
] as const;

/** What is known of a problem, without its functions. */
export const knownOf = (problem: Problem) =>
  Object.fromEntries(known.map((field) => [field, problem[field]])) as Pick<Problem, (typeof known)[number]>;

export const describeProblem = ({ name, formula, reference, dimension, minimum, constants, offers, tags }: Problem) => [
  name,
  formula,
  `${reference} · ${dimension} parameters · ${tags.join(', ')}`,
  minimum
    ? `minimum ${minimum.value}${minimum.point && dimension <= 4 ? ` at (${minimum.point.join(', ')})` : ''}`
    : 'minimum unknown',
  ...(constants ? [constantsText(constants)] : []),
  `offers ${offers.join(', ')}`,
];

const constantsText = ({ L, mu, bounds = [] }: Constants) =>
  `L ${bounds.includes('L') ? 'at most ' : ''}${L}, mu ${bounds.includes('mu') ? 'at least ' : ''}${mu}`;
