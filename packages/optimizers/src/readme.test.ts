import { readFileSync } from 'node:fs';
import { kernelsWithRules } from './autodiff/registry.js';
import { isGradientSource } from './gradients/gradient-source.js';
import * as zoo from './index.js';
import { everySource } from './test/every-source.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The cells of the first table below a heading, row by row. */
function table(heading: string): string[][] {
  const lines = readme.split(`${heading}\n`)[1].split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  const rows = lines.slice(start + 2, length < 0 ? undefined : start + length);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('the README names every kernel that has a rule, and no other', () => {
  const named = table('### Kernels that have a rule').flatMap(([, kernels]) =>
    kernels.replaceAll('\\', '').split(', '),
  );
  expect(named.toSorted()).toEqual(kernelsWithRules().toSorted());
});

test('and every gradient source', () => {
  const named = table('## Where the gradient comes from').map(([source]) => source.replaceAll('`', ''));
  const sources = Object.values(everySource).map((make) => make().name);
  const known = new Set([...sources, 'gaussNewtonBartlett']);
  expect(named.toSorted()).toEqual([...known].toSorted());
  for (const name of named) {
    const exported = (zoo as Record<string, unknown>)[name];
    expect(typeof exported === 'function' || isGradientSource(exported)).toBe(true);
  }
});
