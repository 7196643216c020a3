import { transformSync } from '@swc/core';
import { withCards } from '../../card/cards.js';
import { families } from './families.js';
import { sourceOf } from './source-of.js';
import { usage } from './usage.js';

test.each(withCards)('%s: what its usage imports is there, and it is a program', async (name) => {
  const code = usage(name).replace(/```(js)?\n?/g, '');
  expect(() => transformSync(code, { jsc: { parser: { syntax: 'ecmascript' } } })).not.toThrow();
  const [, names, from] = /import \{ ([^}]+) \} from '(@optimizer-zoo\/[^']+)'/.exec(code)!;
  expect(Object.keys(await import(from))).toEqual(expect.arrayContaining(names.split(', ')));
});

test.each(withCards)('%s: its code is all of its declaration', (name) => {
  const [, code] = /```ts\n([\s\S]*)\n```/.exec(sourceOf(name))!;
  expect(() => transformSync(code, { jsc: { parser: { syntax: 'typescript' } } })).not.toThrow();
  expect(code).toMatch(new RegExp(`^export (const|function) ${name}\\b`));
});

test('every optimizer is of one family', () => {
  expect(
    families()
      .flatMap(({ names }) => names)
      .sort(),
  ).toEqual([...withCards].sort());
});
