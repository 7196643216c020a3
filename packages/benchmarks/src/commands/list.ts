import type { Hyperparameter } from '@optimizer-zoo/optimizers';
import { execution } from '@optimizer-zoo/optimizers';
import { type Problem, suite } from '@optimizer-zoo/testbed';
import type { CommandModule } from 'yargs';
import { type Candidate, candidates, type Declared } from '../candidates.js';

export const list: CommandModule = {
  command: 'list',
  describe: 'List the optimizers with their options, and the problems with their minima',
  handler() {
    const optimizers = [...Object.entries(candidates).map(describeCandidate), shared];
    console.log(section('Optimizers (of choices, the first is the default)', optimizers));
    console.log(section('Problems', suite.map(describeProblem)));
  },
};

const section = (title: string, entries: string[][]) =>
  [title, ...entries.map(([name, ...lines]) => `  ${name.padEnd(20)}${lines.join(`\n${' '.repeat(22)}`)}`), ''].join(
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

const describeProblem = ({ name, formula, reference, dimension, minimum }: Problem) => [
  name,
  formula,
  `${reference} · ${dimension} parameters`,
  minimum
    ? `minimum ${minimum.value}${minimum.point && dimension <= 4 ? ` at (${minimum.point.join(', ')})` : ''}`
    : 'minimum unknown',
];
