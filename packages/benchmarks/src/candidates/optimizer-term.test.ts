import * as zoo from '@optimizer-zoo/optimizers';
import { gradientSourceNames } from '@optimizer-zoo/optimizers';
import { scheduleNames } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { pickBackend } from '../backends/pick-backend.js';
import { findCandidate } from './candidates.js';
import {
  createOptimizer,
  readOptimizerTerms,
  stepSizeAsked,
  stepSizeOf,
  withStepSize,
  wrappers,
} from './optimizer-term.js';
import { formatTerm } from './term.js';
import { schedules, sources } from './term-values.js';

beforeAll(() => pickBackend('cpu'));

test('numbers, switches and words are read as such', () => {
  const [momentum, nagGs] = readOptimizerTerms('tf.momentum(useNesterov=true, momentum=0.5), nagGs(variant=torch)');
  expect(momentum.options).toEqual({ useNesterov: true, momentum: 0.5 });
  expect(nagGs.options).toEqual({ variant: 'torch' });
});

test.each([
  'adam',
  'adam(beta1=0.8, learningRate=0.01)',
  'tf.momentum(useNesterov=true)',
  'lookahead(clipByGlobalNorm(adam, globalClipnorm=1), syncPeriod=5)',
  'sgd(gradient=forwardGradient(directions=4), learningRate=cosineDecay(decaySteps=500, initialValue=0.1))',
  'adamw(learningRate=linearWarmup(after=cosineDecay(decaySteps=5, initialValue=0.1), warmupSteps=3))',
  'sgd(learningRate=multiStepDecay(boundaries=[10, 20], initialValue=1))',
])('%s is written as read', (spec) => {
  expect(readOptimizerTerms(spec).map(formatTerm)).toEqual([spec]);
});

/** Where x is after some steps along cos(step). */
function walk(optimizer: tf.Optimizer): number {
  const x = tf.variable(tf.scalar(3));
  for (let step = 1; step <= 12; step++) {
    optimizer.minimize(() => x.mul(Math.cos(step)).add(x.square()).asScalar(), false, [x]);
  }
  const [end] = x.dataSync();
  optimizer.dispose();
  x.dispose();
  return end;
}

test('a term makes what the calls of a program make', () => {
  const text =
    'lookahead(clipByGlobalNorm(adam(learningRate=linearDecay(decaySteps=9, initialValue=0.3), gradient=sharpnessAware(rho=0.1)), globalClipnorm=1), syncPeriod=5)';
  const [term] = readOptimizerTerms(text);
  const inner = zoo.adam({
    learningRate: (schedules.linearDecay as (options: object) => number)({ decaySteps: 9, initialValue: 0.3 }),
    gradient: zoo.sharpnessAware({ rho: 0.1 }),
  });
  const made = zoo.lookahead(zoo.clipByGlobalNorm(inner, { globalClipnorm: 1 }), { syncPeriod: 5 });
  expect(createOptimizer(term).getConfig()).toEqual(made.getConfig());
  expect(walk(createOptimizer(term))).toBe(walk(made));
});

test('every wrapper, gradient source and schedule can be named', () => {
  const exported = Object.entries<unknown>(zoo).filter(
    ([, thing]) => typeof thing === 'function' && 'wrapper' in thing,
  );
  expect(Object.keys(wrappers).sort()).toEqual(exported.map(([name]) => name).sort());
  expect(Object.keys(sources).sort()).toEqual(gradientSourceNames().sort());
  expect(Object.keys(schedules).sort()).toEqual(scheduleNames().sort());
  for (const name of Object.keys(wrappers)) expect(readOptimizerTerms(`${name}(nagGs)`)).toHaveLength(1);
});

test('the step size is that of the optimizer inside, and can be set there', () => {
  const [wrapped, plain, scheduled] = readOptimizerTerms(
    'ema(nagGs(alpha=0.3)), sgd, sgd(learningRate=linearDecay(decaySteps=9, initialValue=0.3))',
  );
  expect([wrapped, plain, scheduled].map(stepSizeOf)).toEqual([0.3, Number.NaN, Number.NaN]);
  expect(stepSizeAsked(scheduled)).toMatchObject({ name: 'linearDecay' });
  expect(formatTerm(withStepSize(wrapped, 0.1))).toBe('ema(nagGs(alpha=0.1))');
  expect(formatTerm(withStepSize(wrapped, undefined))).toBe('ema(nagGs)');
});

test('named options reach the positional arguments of tf', () => {
  const optimizer = findCandidate('tf.adam').create({ epsilon: 1e-5, learningRate: 0.2 });
  expect(optimizer.getConfig()).toMatchObject({ learningRate: 0.2, beta1: 0.9, beta2: 0.999, epsilon: 1e-5 });
  optimizer.dispose();
});

test.each([
  ['nope', "Unknown optimizer 'nope'; known are adabelief, adadelta, "],
  ['toString', "Unknown optimizer 'toString'"],
  ['adam(beta3=1)', "adam has no option 'beta3'; did you mean beta1 or beta2? It knows learningRate"],
  ['adam(lr=0.1)', "adam has no option 'lr'; did you mean learningRate? It knows learningRate"],
  ['adamw(wd=0.1)', "adamw has no option 'wd'; did you mean weightDecay? It knows learningRate"],
  ['adam(eps=0.1)', "adam has no option 'eps'; did you mean epsilon? It knows learningRate"],
  ['adam(nonsense=1)', "Adam has no option 'nonsense'; it knows learningRate"],
  ['nagGs(varaint=torch)', "nagGs has no option 'varaint'; did you mean variant? It knows variant, alpha"],
  ['sgd(nesterow=true)', "sgd has no option 'nesterow'; did you mean nesterov? It knows learningRate"],
  ['adam(inplace=false)', "adam has no option 'inplace'; did you mean inPlace? It knows learningRate"],
  ['tf.adam(beta=0.9)', "tf.adam has no option 'beta'; did you mean beta1 or beta2? It knows learningRate"],
  ['adam(beta1=1)', 'beta1 is 1, but must be a number in [0, 1)'],
  ['adam(learningRate=-1)', 'learningRate is -1, but must be a number in'],
  ['adam(learningRate=0)', 'a step size must be larger than 0'],
  ['adam(learningRate)', 'adam goes around no other optimizer'],
  ['adam(learningRate=0.1,beta1=0.8,learningRate=0.2)', 'at character 33: learningRate is given twice'],
  ['tf.adam(learningRate=-1)', 'learningRate is -1, but must be a number in [0, inf)'],
  ['tf.adam(learningRate=fast)', "learningRate is 'fast', but must be a number"],
  ['tf.sgd(momentum=0.9)', "tf.sgd has no option 'momentum'; it knows learningRate"],
  ['tf.adam(beta1=1.5)', 'tf.adam: beta1 is 1.5, but must be a number in [0, 1).'],
  ['tf.adam(beta2=1)', 'tf.adam: beta2 is 1, but must be a number in [0, 1).'],
  ['tf.adam(epsilon=-1)', 'tf.adam: epsilon is -1, but must be a number in [0, inf).'],
  ['tf.adamax(beta1=2)', 'tf.adamax: beta1 is 2, but must be a number in [0, 1).'],
  ['tf.adamax(decay=-1)', 'tf.adamax: decay is -1, but must be a number in [0, inf).'],
  ['tf.rmsprop(decay=1)', 'tf.rmsprop: decay is 1, but must be a number in [0, 1).'],
  ['tf.rmsprop(momentum=true)', 'tf.rmsprop: momentum is true, but must be a number in [0, 1).'],
  ['tf.momentum(momentum=1.1)', 'tf.momentum: momentum is 1.1, but must be a number in [0, 1).'],
  ['tf.adagrad(initialAccumulatorValue=-0.1)', 'initialAccumulatorValue is -0.1, but must be a number in [0, inf).'],
  ['tf.adadelta(rho=1)', 'tf.adadelta: rho is 1, but must be a number in [0, 1).'],
  ['tf.adadelta(learningRate=Infinity)', 'learningRate is Infinity, but must be a number in [0, inf).'],
  ['tf.momentum(useNesterov=1)', 'useNesterov is 1, but must be true or false'],
  ['adam:beta1=0.9', "at character 1: write adam(beta1=…) instead of 'adam:beta1…'"],
  ['foo(adam)', "Unknown wrapper 'foo'; known are cautious, clipByGlobalNorm"],
  ['lookahead', 'lookahead goes around an optimizer: lookahead(adam).'],
  ['adam(sgd)', 'adam goes around no other optimizer.'],
  ['ema(tf.adam)', 'ema wraps an optimizer such as adam(), not an instance of AdamOptimizer.'],
  ['ema(lbfgs)', 'ema wraps an optimizer such as adam(), not Lbfgs, which is no rule.'],
  [
    'lookahead(adam, syncPeriods=3)',
    "lookahead has no option 'syncPeriods'; did you mean syncPeriod? It knows syncPeriod",
  ],
  ['lookahead(adam(beta1=2))', 'beta1 is 2, but must be a number in [0, 1)'],
  ['adam(gradient=mezzo)', "Unknown gradient source 'mezzo'; did you mean mezo? Known are "],
  ['adam(gradient=cosineDecay(decaySteps=3))', "Unknown gradient source 'cosineDecay'"],
  ['adam(gradient=3)', 'gradient is 3, but must be a gradient source such as reverseMode'],
  ['adam(gradient=sharpnessAware(rho=-1))', 'sharpnessAware: rho is -1, but must be a number in [0, inf)'],
  [
    'adam(learningRate=cosineDecai(decaySteps=3))',
    "Unknown schedule 'cosineDecai'; did you mean cosineDecay? Known are ",
  ],
  ['adam(learningRate=mezo())', "Unknown schedule 'mezo'"],
  ['adam(learningRate=cosineDecay(decaySteps=0, initialValue=1))', 'decaySteps is 0, but must be'],
  ['adam(variant=cosineDecay(decaySteps=1, initialValue=1))', 'variant is a function, but must be one of'],
  [
    'tf.adam(learningRate=linearDecay(decaySteps=9, initialValue=1))',
    'learningRate is a function, but must be a number',
  ],
])('%s is refused', (spec, sentence) => {
  expect(() => readOptimizerTerms(spec)).toThrow(sentence);
});
