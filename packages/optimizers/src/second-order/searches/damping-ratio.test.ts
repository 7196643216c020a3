import { adaptDamping } from './damping-ratio.js';

test.each([
  ['more than three quarters', 0.8, false, 0.5],
  ['about half', 0.5, false, 1],
  ['less than a quarter', 0.2, false, 1.5],
  ['a rise', -1, true, 1.5],
  ['a loss that is not a number', Number.NaN, true, 1.5],
  ['nothing that was promised, without a rise', Number.NaN, false, 1],
])('of what the model promised came %s', (_, ratio, isWorse, factor) => {
  expect(adaptDamping(2, ratio, isWorse)).toBe(2 * factor);
});

test('damping stays within [1e-12, 1e6]', () => {
  expect(adaptDamping(1.5e-12, 1, false)).toBe(1e-12);
  expect(adaptDamping(9e5, 0, false)).toBe(1e6);
});
