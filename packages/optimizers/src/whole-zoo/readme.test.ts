import { kernelsWithRules } from '../autodiff/registry.js';
import { everySource } from '../fixtures/every-source.js';
import { table } from '../fixtures/readme-table.js';
import { isGradientSource } from '../gradients/gradient-source.js';
import * as zoo from '../index.js';

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
