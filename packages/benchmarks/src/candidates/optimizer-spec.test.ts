import { pickBackend } from '../backends/pick-backend.js';
import { findCandidate } from './candidates.js';
import { formatSpec, parseSpec, splitSpecs } from './optimizer-spec.js';

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
  ['adam:beta3=1', "adam has no option 'beta3'; did you mean beta1 or beta2? It knows learningRate"],
  ['adam:lr=0.1', "adam has no option 'lr'; did you mean learningRate? It knows learningRate"],
  ['adamw:wd=0.1', "adamw has no option 'wd'; did you mean weightDecay? It knows learningRate"],
  ['adam:eps=0.1', "adam has no option 'eps'; did you mean epsilon? It knows learningRate"],
  ['adam:nonsense=1', "Adam has no option 'nonsense'; it knows learningRate"],
  ['nagGs:varaint=torch', "nagGs has no option 'varaint'; did you mean variant? It knows variant, alpha"],
  ['sgd:nesterow=true', "sgd has no option 'nesterow'; did you mean nesterov? It knows learningRate"],
  ['adam:inplace=false', "adam has no option 'inplace'; did you mean inPlace? It knows learningRate"],
  ['tf.adam:beta=0.9', "tf.adam has no option 'beta'; did you mean beta1 or beta2? It knows learningRate"],
  ['adam:beta1=1', 'beta1 is 1, but must be a number in [0, 1)'],
  ['adam:learningRate=-1', 'learningRate is -1, but must be a number in'],
  ['adam:learningRate=0', 'a step size must be larger than 0'],
  ['adam:learningRate', "'learningRate' is not an option"],
  ['adam:', "'' is not an option"],
  ['adam:learningRate=0.1,beta1=0.8,learningRate=0.2', 'learningRate is given 2 times, but must be given once'],
  ['tf.adam:learningRate=-1', 'learningRate is -1, but must be a number in [0, inf)'],
  ['tf.adam:learningRate=fast', "learningRate is 'fast', but must be a number"],
  ['tf.sgd:momentum=0.9', "tf.sgd has no option 'momentum'; it knows learningRate"],
  ['tf.adam:beta1=1.5', 'tf.adam: beta1 is 1.5, but must be a number in [0, 1).'],
  ['tf.adam:beta2=1', 'tf.adam: beta2 is 1, but must be a number in [0, 1).'],
  ['tf.adam:epsilon=-1', 'tf.adam: epsilon is -1, but must be a number in [0, inf).'],
  ['tf.adamax:beta1=2', 'tf.adamax: beta1 is 2, but must be a number in [0, 1).'],
  ['tf.adamax:decay=-1', 'tf.adamax: decay is -1, but must be a number in [0, inf).'],
  ['tf.rmsprop:decay=1', 'tf.rmsprop: decay is 1, but must be a number in [0, 1).'],
  ['tf.rmsprop:momentum=true', 'tf.rmsprop: momentum is true, but must be a number in [0, 1).'],
  ['tf.momentum:momentum=1.1', 'tf.momentum: momentum is 1.1, but must be a number in [0, 1).'],
  ['tf.adagrad:initialAccumulatorValue=-0.1', 'initialAccumulatorValue is -0.1, but must be a number in [0, inf).'],
  ['tf.adadelta:rho=1', 'tf.adadelta: rho is 1, but must be a number in [0, 1).'],
  ['tf.adadelta:learningRate=Infinity', 'learningRate is Infinity, but must be a number in [0, inf).'],
  ['tf.momentum:useNesterov=1', 'useNesterov is 1, but must be true or false'],
])('%s is refused', (spec, sentence) => {
  expect(() => parseSpec(spec)).toThrow(sentence);
});
