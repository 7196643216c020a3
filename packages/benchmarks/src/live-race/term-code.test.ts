import * as zoo from '@optimizer-zoo/optimizers/float64';
import * as schedulers from '@optimizer-zoo/schedulers';
import { createFloat64 } from '../candidates/float64-term.js';
import { parseTerms } from '../candidates/parse-terms.js';
import { termCode } from './term-code.js';

const wayOf = (optimizer: zoo.Float64Optimizer) => {
  const way: number[] = [];
  const objective = { gradient: (at: ArrayLike<number>) => [2 * at[0]!, 20 * at[1]!] };
  for (const { x } of zoo.iterate(objective, [1, 2], { optimizer, maxSteps: 9 })) way.push(...x);
  return way;
};

test.each([
  'adam',
  'momentum(learningRate=0.01, nesterov=true)',
  'lookahead(clipByNorm(adam(learningRate=0.1), clipnorm=1), syncPeriod=3)',
  'sgd(learningRate=linearWarmup(warmupSteps=2, after=cosineDecay(initialValue=0.1, decaySteps=9)))',
  'adahessian(gradient=hutchinson(every=2))',
])('%s: the code makes what the term makes', (text) => {
  const [term] = parseTerms('', text);
  const { code, optimizers, schedules } = termCode(term!);
  const names = [...optimizers, ...schedules];
  const known: Readonly<Record<string, unknown>> = { ...schedulers, ...zoo };
  // biome-ignore lint/security/noGlobalEval: what is shown as code is run as code, in this test alone
  const make = globalThis.eval(`(${names.join(', ')}) => ${code}`) as (...given: unknown[]) => zoo.Float64Optimizer;
  expect(wayOf(make(...names.map((name) => known[name])))).toEqual(wayOf(createFloat64(term!)!));
});
