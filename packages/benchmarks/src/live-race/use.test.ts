import { parseTerms } from '../candidates/parse-terms.js';
import { embeddingOf, fitOf } from './use.js';

test.each(['/', '/race/', '/race', '/index.html', '/race/index.html'])(
  'a race of %s is embedded as its own page',
  (path) => {
    const text = embeddingOf(`https://zoo.example/site${path}?embed#problem=beale&steps=100`);
    const [, source] = /^<iframe src="([^"]*)" title="[^"]+" [^<>]*><\/iframe>$/.exec(text)!;
    expect(source.replaceAll('&amp;', '&')).toBe('https://zoo.example/site/race/?embed#problem=beale&steps=100');
  },
);

test('nothing of an address becomes markup', () => {
  expect(embeddingOf(`https://zoo.example/#"><script>x</script>`)).not.toContain('<script');
});

test.each([
  ['lookahead(adam(learningRate=0.1))', "import { adam, lookahead } from '@optimizer-zoo/optimizers';"],
  ['aegdPreconditioned', "import { aegdPreconditioned } from '@optimizer-zoo/optimizers/experimental';"],
  ['nelderMead', '// nelderMead is for functions of plain numbers, and trains no model.'],
])('%s on a model is imported from where it is', (text, first) => {
  const [term] = parseTerms('', text);
  expect(fitOf(term!).split('\n')[0]).toBe(first);
});
