import { execution } from '@optimizer-zoo/optimizers';
import { type Constants, type Problem, suite } from '@optimizer-zoo/testbed';
import type { Argv, CommandModule } from 'yargs';
import { type Candidate, candidates, type Declared } from '../candidates.js';
import { describeOption } from '../describe-option.js';
import { print } from '../terminal.js';
import { unknownName } from '../unknown-name.js';
import type { Given } from './study-options.js';

const options = {
  json: { type: 'boolean', default: false, describe: 'everything that is known, as JSON' },
} as const;

export const listOptionNames = Object.keys(options);

export const list: CommandModule<object, Given> = {
  command: 'list [what]',
  describe: 'List the optimizers with their options, and the problems with their minima',
  builder: (yargs) =>
    yargs
      .positional('what', { type: 'string', describe: 'only these: optimizers or problems' })
      .options(options) as Argv<Given>,
  handler({ what, json }) {
    if (what !== undefined && !Object.hasOwn(kinds, String(what))) {
      throw unknownName('list', String(what), Object.keys(kinds));
    }
    const asked = Object.entries(kinds).filter(([kind]) => what === undefined || kind === what);
    if (json) print(JSON.stringify(Object.fromEntries(asked.map(([kind, { data }]) => [kind, data()])), null, 2));
    else for (const [, { text }] of asked) print(text());
  },
};

const kinds = {
  optimizers: {
    text: () =>
      section('Optimizers (of choices, the first is the default)', [
        ...Object.entries(candidates).map(describeCandidate),
        shared,
      ]),
    data: () =>
      Object.entries(candidates).map(([name, { reference, options, forms }]) => ({
        name,
        reference,
        options: valuesOf(options),
        forms: Object.entries(forms).map(([asked, more]) => ({ asked, options: valuesOf(more) })),
      })),
  },
  problems: {
    text: () => section('Problems', suite.map(describeProblem)),
    data: () => suite.map(knownOf),
  },
};

const valuesOf = (declared: Declared) =>
  Object.fromEntries(Object.entries(declared).map(([option, value]) => [option, describeOption(value)]));

/** What is known of a problem, without its functions. */
const knownOf = ({ name, formula, reference, tags, dimension, minimum, constants, config }: Problem) => ({
  name,
  formula,
  reference,
  tags,
  dimension,
  minimum,
  constants,
  config,
});

const section = (title: string, entries: string[][]) =>
  [title, ...entries.map(([name, ...lines]) => `  ${name.padEnd(26)}${lines.join(`\n${' '.repeat(28)}`)}`), ''].join(
    '\n',
  );

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

const describeProblem = ({ name, formula, reference, dimension, minimum, constants, tags }: Problem) => [
  name,
  formula,
  `${reference} · ${dimension} parameters · ${tags.join(', ')}`,
  minimum
    ? `minimum ${minimum.value}${minimum.point && dimension <= 4 ? ` at (${minimum.point.join(', ')})` : ''}`
    : 'minimum unknown',
  ...(constants ? [constantsText(constants)] : []),
];

const constantsText = ({ L, mu, bounds = [] }: Constants) =>
  `L ${bounds.includes('L') ? 'at most ' : ''}${L}, mu ${bounds.includes('mu') ? 'at least ' : ''}${mu}`;
