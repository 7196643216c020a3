import { execution } from '@optimizer-zoo/optimizers';
import type { Candidate, Declared } from '../../candidates/candidate.js';
import { candidates } from '../../candidates/candidates.js';
import { describeOption } from '../../candidates/describe-option.js';
import { section } from './list-text.js';

export const text = (): string =>
  section('Optimizers (of choices, the first is the default)', [
    ...Object.entries(candidates).map(describeCandidate),
    shared,
  ]);

/** Everything that is known of each. */
export const data = () =>
  Object.entries(candidates).map(([name, { reference, options, forms }]) => ({
    name,
    reference,
    options: valuesOf(options),
    forms: Object.entries(forms).map(([asked, more]) => ({ asked, options: valuesOf(more) })),
  }));

const valuesOf = (declared: Declared) =>
  Object.fromEntries(Object.entries(declared).map(([option, value]) => [option, describeOption(value)]));

const describeCandidate = ([name, { reference, options, forms }]: [string, Candidate]) => [
  name,
  reference,
  describeOptions(options),
  ...Object.entries(forms).map(([asked, more]) => `${asked}: ${describeOptions(more)}`),
];

const describeOptions = (declared: Declared) =>
  Object.entries(declared)
    .map(([option, value]) => `${option}=${describeOption(value)}`)
    .join(' ');

const shared = ['and all of the zoo', 'how they compute, not what', describeOptions(execution)];
