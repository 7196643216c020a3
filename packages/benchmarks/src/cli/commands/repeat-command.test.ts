import { findProblem, startAt } from '@optimizer-zoo/testbed';
import type { Study } from '../../study/study.js';
import { askedBy, problemWords, repeatCommand } from './repeat-command.js';

const study: Study = {
  optimizers: [
    { name: 'adam', options: {} },
    { name: 'adam', options: { learningRate: 0.1, beta1: 1e-7 } },
    { name: 'sgd', options: { nesterov: true, variant: "o'clock" } },
  ],
  problems: [{ name: 'beale' }, { expression: "x^2 + 'y'", start: [-1, 2] }],
  seeds: 3,
  budget: { steps: 100 },
  tune: 5,
  machines: ['cpu'],
};

test.each([
  study,
  { ...study, optimizers: study.optimizers.slice(0, 1) },
  { ...study, tune: 1, problems: [{ expression: "'--optimizer' sgd", start: [1] }] },
])('the command of a study tells what was asked for', (one) => {
  expect(askedBy(repeatCommand(one))).toEqual({ optimizers: one.optimizers, tune: one.tune });
});

test.each(['', 'optimizer-zoo run --optimizer adam', 'optimizer-zoo run --tune', '--optimizer a:b --tune 1', "'"])(
  'of another command nothing is known: %j',
  (command) => expect(askedBy(command)).toBeUndefined(),
);

test('a named problem from another start is asked for by name and start', () => {
  expect(problemWords([startAt(findProblem('booth'), [1, -2]).config])).toEqual(['--problem booth --start 1,-2']);
});
