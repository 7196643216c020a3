import fc from 'fast-check';
import { cover } from './cover.js';

const letters = fc.array(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

test('has every feature, and nothing that adds none', () => {
  fc.assert(
    fc.property(letters, (words) => {
      const chosen = cover(words, (word) => word);
      expect(new Set(chosen.join(''))).toEqual(new Set(words.join('')));
      chosen.forEach((word, index) => {
        const before = new Set(chosen.slice(0, index).join(''));
        expect([...word].some((letter) => !before.has(letter))).toBe(true);
      });
    }),
  );
});

test('takes the one with the most that is new', () => {
  expect(cover(['ab', 'cde', 'bc', 'b'], (word) => word)).toEqual(['cde', 'ab']);
});
