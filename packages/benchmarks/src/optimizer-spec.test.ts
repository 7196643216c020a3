import { findCandidate } from './candidates.js';
import { formatSpec, parseSpec, splitSpecs } from './optimizer-spec.js';
import { pickBackend } from './pick-backend.js';

beforeAll(() => pickBackend('cpu'));

test('commas separate optimizers and options', () => {
  expect(splitSpecs('adam:beta1=0.8,epsilon=1e-6,sgd,tf.momentum:useNesterov=true')).toEqual([
    'adam:beta1=0.8,epsilon=1e-6',
    'sgd',
    'tf.momentum:useNesterov=true',
  ]);
});

test('numbers, switches and words are read as such', () => {
  expect(parseSpec('tf.momentum:useNesterov=true,momentum=0.5').options).toEqual({ useNesterov: true, momentum: 0.5 });
  expect(parseSpec('nagGs:variant=torch').options).toEqual({ variant: 'torch' });
});

test.each(['adam', 'adam:beta1=0.8,learningRate=0.01', 'tf.momentum:useNesterov=true'])(
  '%s is written as read',
  (spec) => {
    expect(formatSpec(parseSpec(spec))).toBe(spec);
  },
);

test('named options reach the positional arguments of tf', () => {
  const optimizer = findCandidate('tf.adam').create({ epsilon: 1e-5, learningRate: 0.2 });
  expect(optimizer.getConfig()).toMatchObject({ learningRate: 0.2, beta1: 0.9, beta2: 0.999, epsilon: 1e-5 });
  optimizer.dispose();
});

test.each([
  ['nope', "Unknown optimizer 'nope'; known are adabelief, adadelta, "],
  ['toString', "Unknown optimizer 'toString'"],
  ['adam:beta3=1', "Adam has no option 'beta3'; it knows learningRate"],
  ['adam:beta1=1', 'beta1 is 1, but must be in [0, 1)'],
  ['adam:learningRate=-1', 'learningRate is -1, but must be in'],
  ['adam:learningRate=0', 'a step size must be larger than 0'],
  ['adam:learningRate', "'learningRate' is not an option"],
  ['adam:', "'' is not an option"],
  ['adam:learningRate=0.1,beta1=0.8,learningRate=0.2', 'learningRate is given 2 times, but must be given once'],
  ['tf.adam:learningRate=-1', 'learningRate is -1, but must be a number in [0, inf)'],
  ['tf.adam:learningRate=fast', 'learningRate is fast, but must be a number'],
  ['tf.sgd:momentum=0.9', "tf.sgd has no option 'momentum'; it knows learningRate"],
  ['tf.momentum:useNesterov=1', 'useNesterov is 1, but must be true or false'],
])('%s is refused', (spec, sentence) => {
  expect(() => parseSpec(spec)).toThrow(sentence);
});
