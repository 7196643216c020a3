import fc from 'fast-check';
import type { Term, TermValue } from '../candidates/term.js';
import { charts, fairnesses, firstRace, type Race, rankings, startedAt } from './race.js';
import { readRace, writeRace } from './race-address.js';

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0); // -0 is 0
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/).filter((text) => !['true', 'false'].includes(text));
const value: fc.Arbitrary<TermValue> = fc.oneof(number, fc.boolean(), name, fc.array(number, { maxLength: 3 }));
const options = fc
  .uniqueArray(fc.tuple(name, value), { maxLength: 3, selector: ([key]) => key })
  .map(Object.fromEntries);
const plain: fc.Arbitrary<Term> = fc.record({ name, options });
const wrapped: fc.Arbitrary<Term> = fc.record({ name, of: plain, options });
const point = fc.tuple(number, number);
const problem = fc.oneof(
  fc.record({ name }),
  fc.tuple(fc.record({ name }), point).map(([one, at]) => startedAt(one, at)),
  fc.record({ expression: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), start: point }),
);
const rising = point.filter(([low, high]) => low < high);
const frame = fc.tuple(rising, rising).map(([x, y]) => [...x, ...y] as const);
const race: fc.Arbitrary<Race> = fc.record({
  problem,
  optimizers: fc.array(fc.oneof(plain, wrapped), { minLength: 1, maxLength: 5 }),
  steps: fc.integer({ min: 1, max: 5000 }),
  seed: fc.nat(999_999),
  fairness: fc.constantFrom(...fairnesses),
  view: fc.record(
    {
      chart: fc.constantFrom(...charts),
      ranking: fc.constantFrom(...rankings),
      target: fc.integer({ min: 1, max: 15 }),
      frame,
    },
    { requiredKeys: ['chart', 'ranking', 'target'] },
  ),
});

test('a race is read from the address that it makes', () => {
  fc.assert(
    fc.property(race, (one) => {
      expect(readRace(`#${writeRace(one)}`)).toEqual({ race: one, faults: [] });
    }),
  );
});

test('the first race needs no address', () => {
  expect(writeRace(firstRace)).toBe('');
  expect(readRace('')).toEqual({ race: firstRace, faults: [] });
});

test('whatever an address says, a race comes of it', () => {
  const words = ['problem', 'f', 'start', 'o', 'steps', 'seed', 'fair', 'chart', 'rank', 'target', 'frame'];
  const any = fc.array(fc.tuple(fc.constantFrom(...words), fc.oneof(fc.string(), number.map(String))), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(any, (pairs) => {
      const { race: read } = readRace(`#${new URLSearchParams(pairs)}`);
      expect(read.optimizers.length).toBeLessThanOrEqual(12);
      expect(read.steps).toBeGreaterThanOrEqual(1);
      expect(read.steps).toBeLessThanOrEqual(5000);
    }),
  );
});

test.each([
  ['steps=0', "steps is '0', but must be a whole number from 1 to 5000."],
  ['fair=no', "fair is 'no', but must be one of defaults, tuned, yours."],
  ['start=1', "start is '1', but must be 2 numbers separated by commas."],
  ['frame=1,0,0,1', 'frame is 1,0,0,1, but must be left, right, bottom and top, each pair rising.'],
  ['problem=%3Cscript', "problem is '<script', but must be a name of letters and digits."],
  ['o=adam(', "o 'adam(', at character 6: a name is expected, where it ends."],
  [Array(13).fill('o=sgd').join('&'), 'o names 13 optimizers, but at most 12 can race.'],
])('%s: the fault is told, and the first race is left', (hash, fault) => {
  expect(readRace(`#${hash}`)).toEqual({ race: firstRace, faults: [fault] });
});
