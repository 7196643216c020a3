import { columns } from './columns.js';

test('as wide as the widest cell, of however many rows', () => {
  const rows = Array.from({ length: 150_000 }, (_, index) => [String(index), 'x']);
  expect(columns(rows)[7]).toBe('7       x');
});
