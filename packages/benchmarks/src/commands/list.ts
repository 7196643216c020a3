import { type Problem, suite } from '@optimizer-zoo/testbed';
import type { CommandModule } from 'yargs';
import { type Candidate, candidates } from '../candidates.js';

export const list: CommandModule = {
  command: 'list',
  describe: 'List the optimizers with their defaults, and the problems with their minima',
  handler() {
    console.log(section('Optimizers', Object.entries(candidates).map(describeCandidate)));
    console.log(section('Problems', suite.map(describeProblem)));
  },
};

const section = (title: string, entries: string[][]) =>
  [title, ...entries.map(([name, ...lines]) => `  ${name.padEnd(20)}${lines.join(`\n${' '.repeat(22)}`)}`), ''].join(
    '\n',
  );

const describeCandidate = ([name, { reference, defaults }]: [string, Candidate]) => [
  name,
  reference,
  Object.entries(defaults)
    .map(([option, value]) => `${option}=${value ?? "(tf's choice)"}`)
    .join(' '),
];

const describeProblem = ({ name, formula, reference, dimension, minimum }: Problem) => [
  name,
  formula,
  `${reference} · ${dimension} parameters`,
  minimum
    ? `minimum ${minimum.value}${minimum.point && dimension <= 4 ? ` at (${minimum.point.join(', ')})` : ''}`
    : 'minimum unknown',
];
