import { interned, sharedRow } from './interned.js';

test('equal values and rows are one, others stay apart', () => {
  expect(interned({ name: 'beale' })).toBe(interned({ name: 'beale' }));
  expect(interned({ name: 'booth' })).toEqual({ name: 'booth' });
  const row = (...values: number[]) => sharedRow(Float64Array.from(values));
  expect(row(0, Number.NaN, 2)).toBe(row(0, Number.NaN, 2));
  expect([...row(0, 1, 2)]).toEqual([0, 1, 2]);
  expect([...row(-0, 1, 2)]).toEqual([-0, 1, 2]);
  expect([...row()]).toEqual([]);
});
