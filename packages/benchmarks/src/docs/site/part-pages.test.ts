import * as schedulers from '@optimizer-zoo/schedulers';
import { partPages, sourceNames } from './part-pages.js';

const contentOf = (name: string) => partPages().find((page) => page.name === name)!.content;
const headings = (content: string, level: string) =>
  [...content.matchAll(new RegExp(`^${level} (\\w+)$`, 'gm'))].map(([, name]) => name);

test('every schedule is drawn, with what its source says of it', () => {
  const content = contentOf('schedules');
  expect(headings(content, '###').sort()).toEqual([...schedulers.scheduleNames()].sort());
  expect(content.match(/<svg/g)).toHaveLength(schedulers.scheduleNames().length);
  expect(content).toContain('The same `value` at every step'); // of schedulers, where optimizers have a `constant` too
});

test('every wrapper and every source has its docstring', () => {
  expect(headings(contentOf('wrappers'), '##')).toContain('clipByGlobalNorm');
  expect(headings(contentOf('gradient-sources'), '##')).toEqual(sourceNames);
  expect(sourceNames).toContain('forwardGradient');
});
