import { parseTerms } from '../candidates/parse-terms.js';
import { catalogue, dimensionsOf, readTerms } from './catalogue.js';
import { runTrack } from './track.js';

test('all that can be picked runs on a landscape that fits', async () => {
  const { optimizers, wrappers, landscapes } = catalogue();
  expect(optimizers).toEqual(expect.arrayContaining(['adam', 'sgd', 'lbfgs', 'nelderMead']));
  expect(landscapes).toEqual(expect.arrayContaining(['rosenbrock', 'booth', 'rastrigin']));
  const texts = [...optimizers, ...wrappers.map((name) => `${name}(lion)`)];
  for (const text of texts) {
    const [optimizer] = readTerms(text);
    const { outcome } = await runTrack({ optimizer: optimizer!, problem: { name: 'rosenbrock' }, seed: 0, steps: 3 });
    expect({ text, ...outcome }).toMatchObject({ text, status: expect.stringMatching(/^(ok|diverged)$/) });
  }
});

test.each([
  ['adam(beta1=2)', 'beta1 is 2, but must be a number in [0, 1)'],
  ['adma', "Unknown optimizer 'adma'; did you mean adam?"],
  ['adam(', 'a name is expected'],
  ['tf.adam', 'tf.adam has no form in float64'],
])('%s is refused in a sentence', (text, sentence) => expect(() => readTerms(text)).toThrow(sentence));

test('sliders are what tuning varies, whatever numbers were given', () => {
  const [term] = parseTerms('', 'lookahead(adam(learningRate=0.1, beta1=0.5), syncPeriod=3)');
  const names = dimensionsOf(term!).map(({ owner, option }) => `${owner}.${option}`);
  expect(names).toEqual(expect.arrayContaining(['adam.learningRate', 'adam.beta1', 'lookahead.syncPeriod']));
});
