import { siteLinks } from './site-links.js';

test.each([
  ['[zoo](zoo.md#games)', '[zoo](/guide/zoo#games)'],
  ['[`nagGs`](optimizers.md#naggs)', '[`nagGs`](/optimizers/nagGs)'],
  ['[all](optimizers.md)', '[all](/optimizers/)'],
  ['[test](../packages/a/b.ts)', '[test](https://github.com/optimizer-zoo/optimizer-zoo/blob/main/packages/a/b.ts)'],
  ['![x](schedules.png)', '![x](../../docs/schedules.png)'],
  ['[paper](https://arxiv.org/abs/1)', '[paper](https://arxiv.org/abs/1)'],
  ['[here](#below)', '[here](#below)'],
])('%s leads to a page of the site, or into the repository', (link, expected) => {
  expect(siteLinks(`See ${link}.`, 'docs')).toBe(`See ${expected}.`);
});
