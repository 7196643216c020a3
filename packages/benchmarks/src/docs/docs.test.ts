import { readFileSync } from 'node:fs';
import { withCards } from '../card/cards.js';
import { factoriesText } from './factories.js';
import { replaceBetween } from './markdown.js';
import { optimizerPage } from './optimizers.js';
import { written } from './written.js';

const read = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
const remedy = 'Run `npx -y pnpm@10.34.9 run docs`.';

test.each(written.map(({ file, name, content }) => [file, name, content] as const))(
  `%s: what it says of %s is what the code says. If not: ${remedy}`,
  (file, name, content) => {
    const page = read(file);
    expect(replaceBetween(page, name, content())).toBe(page);
  },
);

test(`docs/optimizers.md is what the rules say. If not: ${remedy}`, () => {
  expect(read('docs/optimizers.md')).toBe(optimizerPage());
});

test(`the factories are those of the rules and wrappers. If not: ${remedy}`, () => {
  expect(read('packages/optimizers/src/factories.ts')).toBe(factoriesText('packages/optimizers/src'));
});

test('the README has every optimizer in one family, and is short', () => {
  const readme = read('README.md');
  const linked = [...readme.matchAll(/\[`(\w+)`\]\(docs\/optimizers\.md#(\w+)\)/g)].map(([, name, anchor]) => [
    name,
    anchor,
  ]);
  const experimental = 'aegdPreconditioned';
  const expected = withCards.filter((name) => name !== experimental).map((name) => [name, name.toLowerCase()]);
  expect(linked.sort()).toEqual(expected.sort());
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(8 * 1024);
});

test('a text without the markers is refused', () => {
  expect(() => replaceBetween('# Title', 'optimizers', 'x')).toThrow('There is no <!-- optimizers -->');
});
