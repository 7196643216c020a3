import { kernelsWithRules } from '../autodiff/registry.js';
import { table } from '../fixtures/docs-table.js';
import { everySource } from '../fixtures/every-source.js';
import { isGradientSource } from '../gradients/gradient-source.js';
import * as zoo from '../index.js';

test('docs/derivatives.md names every kernel that has a rule, and no other', () => {
  const named = table('derivatives.md', '## Kernels that have a rule').flatMap(([, kernels]) =>
    kernels.replaceAll('\\', '').split(', '),
  );
  expect(named.toSorted()).toEqual(kernelsWithRules().toSorted());
});

test('docs/gradient-sources.md names every gradient source, and no other', () => {
  const named = table('gradient-sources.md').map(([source]) => source.replaceAll('`', ''));
  const sources = Object.values(everySource).map((make) => make().name);
  const known = new Set([...sources, 'gaussNewtonBartlett']);
  expect(named.toSorted()).toEqual([...known].toSorted());
  for (const name of named) {
    const exported = (zoo as Record<string, unknown>)[name];
    expect(typeof exported === 'function' || isGradientSource(exported)).toBe(true);
  }
});
