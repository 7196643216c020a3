import { interned } from './interned.js';

test('equal values are one, others stay apart', () => {
  expect(interned({ name: 'beale' })).toBe(interned({ name: 'beale' }));
  expect(interned({ name: 'booth' })).toEqual({ name: 'booth' });
});
