import * as zoo from '@optimizer-zoo/optimizers';
import { type Candidate, candidates } from './candidates.js';
import { parseSpec } from './optimizer-spec.js';
import { pickBackend } from './pick-backend.js';

beforeAll(() => pickBackend('cpu'));

/** Measured by a loss of the user's own, with sampled labels. */
const unnamed = ['sophiaG'];

test('every optimizer of the zoo can be named', () => {
  const factories = Object.entries(zoo).filter(
    ([name, value]) => ('rule' in value || 'method' in value) && !unnamed.includes(name),
  );
  expect(factories.length).toBeGreaterThan(0);
  expect(Object.keys(candidates)).toEqual(expect.arrayContaining(factories.map(([name]) => name)));
});

/** Every option that is told of, as one would give it: each name of a choice, and defaults. */
const specsOf = ([name, { options, forms }]: [string, Candidate]) =>
  Object.entries({ '': options, ...forms }).flatMap(([form, declared]) =>
    Object.entries(declared).flatMap(([option, value]) => {
      const values = typeof value !== 'object' ? [value ?? 1] : value.kind === 'choice' ? value.names : [value.default];
      return values.map((one) => `${name}:${form.includes('=') ? `${form},` : ''}${option}=${one}`);
    }),
  );

const [needy, whole] = [true, false].map((needs) =>
  Object.entries(candidates).filter(([, { needsSource = false }]) => needsSource === needs),
);

test.each(needy)('%s cannot be named with options alone, which is said', (name) => {
  expect(() => parseSpec(name)).toThrow(
    /needs '\w+', but reverseMode provides only grad, loss|needs a model's outputs/,
  );
});

test.each(whole.flatMap(specsOf))('%s is accepted, as list says', (spec) => {
  expect(() => parseSpec(spec)).not.toThrow();
});
