import type { Hyperparameter } from '@optimizer-zoo/optimizers';
import { execution } from '@optimizer-zoo/optimizers';
import { type Problem, suite } from '@optimizer-zoo/testbed';
import type { Argv, CommandModule } from 'yargs';
import { type Candidate, candidates, type Declared } from '../candidates.js';

interface Given {
  readonly what?: 'optimizers' | 'problems' | undefined;
  readonly json: boolean;
}

export const list: CommandModule<object, Given> = {
  command: 'list [what]',
  describe: 'List the optimizers with their options, and the problems with their minima',
  builder: (yargs) =>
    yargs.positional('what', { choices: ['optimizers', 'problems'] as const, describe: 'only these' }).option('json', {
      type: 'boolean',
      default: false,
      describe: 'everything that is known, as JSON',
    }) as Argv<Given>,
  handler({ what, json }) {
    const asked = Object.entries(kinds).filter(([kind]) => what === undefined || kind === what);
    if (json) console.log(JSON.stringify(Object.fromEntries(asked.map(([kind, { data }]) => [kind, data()])), null, 2));
    else for (const [, { text }] of asked) console.log(text());
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
  Object.fromEntries(Object.entries(declared).map(([option, value]) => [option, describeValue(value)]));

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
    .map(([option, value]) => `${option}=${describeValue(value)}`)
    .join(' ');

function describeValue(declared: Hyperparameter | undefined): string {
  if (declared === undefined) return "(tf's choice)";
  if (typeof declared !== 'object') return String(declared);
  return declared.kind === 'choice' ? declared.names.join('|') : String(declared.default);
}

const shared = ['and all of the zoo', 'how they compute, not what', describeOptions(execution)];

const describeProblem = ({ name, formula, reference, dimension, minimum, constants, tags }: Problem) => [
  name,
  formula,
  `${reference} · ${dimension} parameters · ${tags.join(', ')}`,
  minimum
    ? `minimum ${minimum.value}${minimum.point && dimension <= 4 ? ` at (${minimum.point.join(', ')})` : ''}`
    : 'minimum unknown',
  ...(constants ? [`L ${constants.L}, mu ${constants.mu}`] : []),
];
