import { embeddingOf } from './use.js';

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
