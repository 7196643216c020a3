import { adam, lookahead } from '@optimizer-zoo/optimizers';
import type { Space } from '@optimizer-zoo/schedulers';
import { pickBackend } from '../backends/pick-backend.js';
import { candidates } from '../candidates/candidates.js';
import { describeOption } from '../candidates/describe-option.js';
import { makeTerm, type OptimizerConfig, wrappers } from '../candidates/optimizer-term.js';
import { parseTerms } from '../candidates/parse-terms.js';
import { formatTerm } from '../candidates/term.js';
import { sources } from '../candidates/term-values.js';
import { canonicalJson } from './canonical-json.js';
import { dimensionName, valueAt, valueIn } from './dimension.js';
import { haltonPoint } from './halton.js';
import { searchSpace, trialSettings } from './search-space.js';

const term = (text: string): OptimizerConfig => parseTerms('test', text)[0];
const named = (text: string) => searchSpace(term(text)).map(({ owner, option }) => `${owner}.${option}`);

/** Every optimizer, and every wrapper around one. */
const all = [...Object.keys(candidates), ...Object.keys(wrappers).map((name) => `${name}(nadam)`)];

const required: Readonly<Record<string, string>> = { flooding: '(level=0.1)', conservative: '(stepSize=0.1)' };
const withSources = Object.keys(sources).map((name) => `sgd(gradient=${name}${required[name] ?? ''})`);

beforeAll(() => pickBackend('cpu'));

test.each([...all, ...withSources])(
  '%s: the first setting is as asked for, all are allowed, and no two are equal',
  (text) => {
    const [first, ...others] = trialSettings(term(text), 30);
    expect(first).toEqual(term(text));
    if (others.length > 0) expect(others).toHaveLength(29);
    expect(new Set([first, ...others].map(canonicalJson)).size).toBe(1 + others.length);
    for (const setting of others) {
      expect(() => makeTerm(setting).dispose()).not.toThrow();
      expect(term(formatTerm(setting))).toEqual(setting);
    }
  },
);

test.each(Object.keys(candidates))('%s: its step size is searched, or what it has in its place', (name) => {
  const { stepSize } = candidates[name];
  expect(named(name)).toEqual(
    expect.arrayContaining(stepSize === undefined ? [expect.anything()] : [`${name}.${stepSize}`]),
  );
});

test('a larger budget goes on where a smaller one stopped', () => {
  expect(trialSettings(term('adam'), 50).slice(0, 10)).toEqual(trialSettings(term('adam'), 10));
});

test('what is spelt out stays as it is', () => {
  expect(named('adam')).toEqual(['adam.learningRate', 'adam.beta1', 'adam.beta2']);
  expect(named('adam(beta1=0.8)')).toEqual(['adam.learningRate', 'adam.beta2']);
  expect(named('lookahead(adam(beta1=0.8, learningRate=cosineDecay(initialValue=1, decaySteps=9)))')).toEqual([
    'adam.beta2',
    'lookahead.syncPeriod',
    'lookahead.slowStepSize',
  ]);
  const [, second] = trialSettings(term('lookahead(adam(beta1=0.8), syncPeriod=5)'), 2);
  expect(formatTerm(second)).toMatch(
    /^lookahead\(adam\(beta1=0.8, beta2=[\d.]+, learningRate=[\d.]+\), slowStepSize=[\d.]+, syncPeriod=5\)$/,
  );
});

describe('of gradient sources', () => {
  test('what is named has its options searched, after those of the optimizer', () => {
    expect(named('adam(gradient=gradientRegularization)')).toEqual([
      ...named('adam'),
      'gradientRegularization.strength',
      'gradientRegularization.ascentStep',
    ]);
    const values = (option: string) => {
      const dimension = searchSpace(term('adam(gradient=gradientRegularization)')).find(
        (one) => one.option === option,
      )!;
      return trialSettings(term('adam(gradient=gradientRegularization)'), 30).map((one) => valueIn(one, dimension));
    };
    const [asked, ...strengths] = values('strength');
    expect(asked).toBe(0.05);
    expect(new Set(strengths).size).toBe(29);
    expect(Math.min(...strengths)).toBeLessThan(0.01);
    expect(Math.max(...strengths)).toBeGreaterThan(0.25);
    expect(trialSettings(term('adam'), 30).map(({ options }) => options.learningRate ?? 0.001)).toEqual(
      values('learningRate'),
    );
  });

  test('what is spelt out stays, and what has no name is not searched', () => {
    const text =
      'lookahead(adam(gradient=sharpnessAware(gradient=gradientRegularization(ascentStep=0.1)), learningRate=0.1))';
    expect(searchSpace(term(text)).map(dimensionName)).toEqual([
      'beta1',
      'beta2',
      'gradient.rho',
      'gradient.gradient.strength',
      'syncPeriod',
      'slowStepSize',
    ]);
    const [, second] = trialSettings(term(text), 2);
    expect(formatTerm(second)).toMatch(
      /gradient=sharpnessAware\(gradient=gradientRegularization\(ascentStep=0.1, strength=[\d.]+\), rho=[\d.]+\), learningRate=0.1\)/,
    );
    expect(named('adahessian').every((name) => name.startsWith('adahessian.'))).toBe(true);
    expect(named('sgd(gradient=conservative(stepSize=0.1), learningRate=0.1)')).toEqual([]);
  });
});

test('without them, settings are Halton points in the order of declaration, those of what is inside first', () => {
  const spaces = [adam.rule, lookahead.wrapper].flatMap(({ hyper }) =>
    Object.entries(hyper).flatMap(([option, declared]) =>
      declared.kind === 'number' && declared.space ? [{ option, ...declared, space: declared.space }] : [],
    ),
  );
  const [, ...settings] = trialSettings(term('lookahead(adam)'), 20);
  settings.forEach(({ of, options }, index) => {
    const point = haltonPoint(index + 2, spaces.length);
    const values = spaces.map(({ option, space, default: byDefault }, d) => [
      option,
      valueAt(space, byDefault, point[d]),
    ]);
    expect({ ...of!.options, ...options }).toEqual(Object.fromEntries(values));
  });
});

test('the form that is asked for is searched, and one of tf’s where the zoo’s same rule is', () => {
  expect(named('inducedMetric')).not.toContain('inducedMetric.betaRms');
  expect(named('inducedMetric(variant=rms)')).toContain('inducedMetric.betaRms');
  for (const name of ['sgd', 'adam', 'momentum']) {
    const spaces = [`tf.${name}`, name].map((text) => searchSpace(term(text)).map(({ space }) => space));
    expect(spaces[0]).toEqual(spaces[1]);
  }
  expect(named('tf.rmsprop')).toEqual(['tf.rmsprop.learningRate', 'tf.rmsprop.decay']);
});

test('no setting is tried twice, and what has only a few is tried in those alone', () => {
  const { options: hyper } = candidates.shampoo;
  const spelt = Object.entries(hyper).filter(([name]) => name !== 'preconditionFrequency');
  const text = `shampoo(${spelt.map(([name, value]) => `${name}=${describeOption(value)}`).join(', ')})`;
  const tried = trialSettings(term(text), 10).map(({ options }) => options.preconditionFrequency ?? 1);
  expect(tried.sort()).toEqual([1, 10, 3]);
});

test('nothing to search is one trial', () => {
  expect(trialSettings(term('sgd(learningRate=0.1)'), 10)).toEqual([term('sgd(learningRate=0.1)')]);
});

test('a value is read where it stands', () => {
  const setting = term('lookahead(adam(beta1=0.8), slowStepSize=0.25)');
  const values = searchSpace(term('lookahead(adam)')).map((dimension) => valueIn(setting, dimension));
  expect(values).toEqual([0.001, 0.8, 0.999, 6, 0.25]);
});

test('values lie between the bounds, evenly in what the space says', () => {
  const at = (space: Space, byDefault: number) => [0, 0.5, 1].map((t) => valueAt(space, byDefault, t));
  expect(at({ between: [2, 4] }, 2)).toEqual([2, 3, 4]);
  expect(at({ around: 100 }, 0.3)).toEqual([0.003, 0.3, 30]);
  expect(at({ logBetween: [1e-4, 1] }, 0.3)).toEqual([1e-4, 0.01, 1]);
  expect(at({ belowOne: 10 }, 0.99)).toEqual([0.999, 0.99, 0.9]);
  expect(at({ belowOne: 10 }, 0.5)).toEqual([0.95, expect.closeTo(1 - Math.sqrt(0.05), 3), 0]);
  expect([0, 0.4, 0.99].map((t) => valueAt({ among: [3, 6, 12] }, 6, t))).toEqual([3, 6, 12]);
});
