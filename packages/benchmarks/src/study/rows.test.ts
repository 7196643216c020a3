import { packed, sharedRow, unpacked } from './rows.js';

test('equal rows are one, others stay apart', () => {
  expect(sharedRow([0, null, 2])).toBe(sharedRow([0, null, 2]));
  expect(unpacked(sharedRow([0, 1, 2]))).toEqual([0, 1, 2]);
  expect(unpacked(sharedRow([-0, 1, 2]))).toEqual([-0, 1, 2]);
  expect(unpacked(sharedRow([]))).toEqual([]);
});

test('rows of any length lie beside each other untouched', () => {
  const lengths = [3, 0, 70_000, 1, 65_536, 5, 40_000, 40_000];
  const rows = lengths.map((length, place) =>
    Array.from({ length }, (_, index) => (index % 7 === 5 ? null : place + index / 3)),
  );
  const kept = rows.map(packed);
  for (const [place, row] of rows.entries()) expect(unpacked(kept[place])).toEqual(row);
});
