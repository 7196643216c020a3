import * as zoo from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { pickBackend } from '../backends/pick-backend.js';
import type { Candidate } from './candidate.js';
import { candidates } from './candidates.js';
import type { OptimizerOptions } from './optimizer-options.js';
import { readOptimizerTerms } from './optimizer-term.js';
import { tfCandidates } from './tf-candidates.js';

beforeAll(() => pickBackend('cpu'));

test('every optimizer of the zoo can be named', () => {
  const factories = Object.entries(zoo).filter(([, value]) => 'rule' in value || 'method' in value);
  expect(factories.length).toBeGreaterThan(0);
  expect(Object.keys(candidates)).toEqual(expect.arrayContaining(factories.map(([name]) => name)));
});

/** Every option that is told of, as one would give it: each name of a choice, and defaults. */
const specsOf = ([name, { options, forms }]: [string, Candidate]) =>
  Object.entries({ '': options, ...forms }).flatMap(([form, declared]) =>
    Object.entries(declared).flatMap(([option, value]) => {
      const values = value?.kind === 'choice' ? value.names : [value?.default ?? 1];
      return values.map((one) => `${name}(${form.includes('=') ? `${form}, ` : ''}${option}=${one})`);
    }),
  );

test.each(Object.entries(candidates).flatMap(specsOf))('%s is accepted, as list says', (spec) => {
  expect(() => readOptimizerTerms(spec)).not.toThrow();
});

/** Where x is after five steps along gradients of about a size. */
function walk({ create }: Candidate, options: OptimizerOptions, size: number): number[] {
  const optimizer = create(options);
  const x = tf.variable(tf.tensor1d([0, 0, 0]));
  for (let step = 1; step <= 5; step++) {
    optimizer.applyGradients({ [x.name]: tf.tensor1d([1, -0.5, 2].map((g, i) => size * g * Math.cos(step + i))) });
  }
  return [...x.dataSync()];
}

/** The options of a comparison, as the zoo and as tf call them. */
function shared({ options, twin }: Candidate) {
  const { optimizer, renamed = {} } = twin!;
  const values: Record<string, unknown> = { learningRate: 0.01, initialAccumulatorValue: 0, epsilon: 1e-7 };
  const ofTf = Object.entries(options).map(([name, declared]) => [name, values[name] ?? declared?.default]);
  const known = Object.keys(Object.assign({}, ...Object.values(candidates[optimizer].rules).map(({ hyper }) => hyper)));
  const ofZoo = [...ofTf.map(([name, value]) => [renamed[String(name)] ?? name, value]), ['epsilon', 1e-7]];
  const given = ofZoo.filter(([name]) => known.includes(String(name)));
  return { ofTf: Object.fromEntries(ofTf), ofZoo: Object.fromEntries(given) };
}

test.each(Object.entries(tfCandidates))('%s: its steps are those of its twin, or differ as is said', (_, candidate) => {
  const { optimizer, differs } = candidate.twin!;
  const { ofTf, ofZoo } = shared(candidate);
  const apart = [1e-6, 1e-3].map((size) => {
    // where ε matters, and where it does less
    const [theirs, ours] = [walk(candidate, ofTf, size), walk(candidates[optimizer], ofZoo, size)];
    return Math.max(...theirs.map((x, i) => Math.abs(x - ours[i]) / Math.abs(x)));
  });
  if (differs === undefined) expect(Math.max(...apart)).toBeLessThan(1e-4);
  else expect(Math.max(...apart)).toBeGreaterThan(1e-3);
});
