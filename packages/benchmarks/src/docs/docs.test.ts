import { readFileSync } from 'node:fs';
import { factoriesText } from './factories.js';
import { replaceBetween } from './markdown.js';
import { optimizerPage, optimizerTable } from './optimizers.js';
import { wrapperTable } from './wrappers.js';

const read = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
const remedy = 'Run `npx -y pnpm@10.34.9 run docs`.';

test.each([
  ['optimizers', optimizerTable],
  ['wrappers', wrapperTable],
])(`README's table of %s is what the code says. If not: ${remedy}`, (name, table) => {
  const readme = read('README.md');
  expect(replaceBetween(readme, name, table())).toBe(readme);
});

test(`docs/optimizers.md is what the rules say. If not: ${remedy}`, () => {
  expect(read('docs/optimizers.md')).toBe(optimizerPage());
});

test(`the factories are those of the rules and wrappers. If not: ${remedy}`, () => {
  expect(read('packages/optimizers/src/factories.ts')).toBe(factoriesText('packages/optimizers/src'));
});

test('a text without the markers is refused', () => {
  expect(() => replaceBetween('# Title', 'optimizers', 'x')).toThrow('There is no <!-- optimizers -->');
});
