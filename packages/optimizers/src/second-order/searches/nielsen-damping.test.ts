import { nielsenDamping } from './nielsen-damping.js';

test.each([
  ['what was promised came: as small as allowed', 1, { damping: 0.2, growth: 2 }],
  ['half of it: as it was', 0.5, { damping: 2, growth: 2 }],
  ['a quarter of it: more by an eighth', 0.25, { damping: 2.25, growth: 2 }],
  ['nothing: more, and next time more yet', 0, { damping: 16, growth: 16 }],
  ['a rise: the same', -3, { damping: 16, growth: 16 }],
  ['no number: the same', Number.NaN, { damping: 16, growth: 16 }],
])('%s', (_what, ratio, expected) => {
  expect(nielsenDamping({ damping: 2, growth: 8 }, ratio, 10)).toEqual(expected);
});
