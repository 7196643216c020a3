import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeSpeed } from '../fixtures/make-speed.js';
import { appendLine, readLines } from '../study/json-lines.js';
import { checkSchema, parseLines } from '../study/parse-lines.js';
import { copyShare, latest, speedRecord, torchRatio } from './speed-record.js';
import { describeSpeed } from './speed-text.js';

const check = (value: unknown) => checkSchema(speedRecord, value);
const skipped = makeSpeed({ torch: { skipped: 'no torch' } });

test('what is appended is read back', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'zoo-speed-')), 'deep', 'speed.jsonl');
  const records = [makeSpeed(), skipped];
  for (const record of records) appendLine(file, record);
  expect(readLines(file, check)).toEqual({ records, complaints: [] });
});

const good = makeSpeed();
test.each<[string, unknown, RegExp]>([
  ['a number', 3, /line 1 is skipped/],
  ['no time', { ...good, milliseconds: { ...good.milliseconds, copy: 0 } }, /milliseconds\.copy/],
  ['a negative ratio', { ...good, ratio: -1 }, /ratio/],
  ['half a range', { ...good, range: [1] }, /range/],
  ['no elements', { ...good, elements: 0 }, /elements/],
  ['half a torch', { ...good, torch: { version: '2.0' } }, /torch/],
  ['no environment', { ...good, environment: undefined }, /environment/],
])('a line with %s is skipped with a reason', (_, line, reason) => {
  const { records, complaints } = parseLines(JSON.stringify(line), check);
  expect(records).toEqual([]);
  expect(complaints).toEqual([expect.stringMatching(reason)]);
});

test('of several for one rule and shape in one setting the last counts, whatever the date', () => {
  const again = makeSpeed({ ratio: 7, environment: { ...good.environment, date: '2027-01-01T00:00:00.000Z' } });
  const elsewhere = makeSpeed({ environment: { ...good.environment, cpu: 'Other CPU' } });
  const larger = makeSpeed({ elements: 10 });
  expect(latest([good, elsewhere, larger, again])).toEqual([again, elsewhere, larger]);
});

test('shares and ratios are those of the times', () => {
  expect(copyShare(good)).toBe(0.5);
  expect(torchRatio(good)).toBe(2);
  expect(torchRatio(skipped)).toBeUndefined();
});

test('the ratio as printed lies in the range as printed', () => {
  const text = describeSpeed(makeSpeed({ ratio: 28.49, range: [20.4, 28.49] }));
  const [ratio, low, high] = text
    .match(/([\d.]+)x\s+([\d.]+)-([\d.]+)/)!
    .slice(1)
    .map(Number);
  expect(low).toBeLessThanOrEqual(ratio);
  expect(ratio).toBeLessThanOrEqual(high);
});

test('torch on one thread and on two, and optax, stand in the line with their forms', () => {
  const text = describeSpeed(makeSpeed());
  expect(text).toMatch(/ 1\.00 fused +2\.0x +0\.800 single +1\.50$/);
});
