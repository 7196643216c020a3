import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeRun } from '../fixtures/make-run.js';
import { appendRun, parseRuns, readRuns } from './store.js';

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'zoo-store-')), 'deep', 'runs.jsonl');

test('what is appended is read back', () => {
  const file = newFile();
  const runs = [makeRun({ seed: 0 }), makeRun({ seed: 1 }, null)];
  for (const run of runs) appendRun(file, run);
  expect([...readRuns(file).runs.values()]).toEqual(runs);
});

test('a file that does not exist holds no runs', () => {
  expect(readRuns('/no/such/file').runs.size).toBe(0);
});

test('nor does a device, some of which never end', () => {
  for (const device of ['/dev/null', '/dev/zero']) expect(readRuns(device).runs.size).toBe(0);
});

test('a byte-order mark and the line ends of Windows lose no run', () => {
  const [one, two] = [makeRun({ seed: 0 }), makeRun({ seed: 1 })];
  const { runs, complaints } = parseRuns(`\uFEFF${JSON.stringify(one)}\r\n${JSON.stringify(two)}\r\n`);
  expect([...runs.values()]).toEqual([one, two]);
  expect(complaints).toEqual([]);
});

test('a line torn by a killed process is reported, kept, and does not spoil the next', () => {
  const file = newFile();
  appendRun(file, makeRun({ seed: 0 }));
  appendFileSync(file, JSON.stringify(makeRun({ seed: 1 })).slice(0, 200));
  const torn = readFileSync(file, 'utf8');
  appendRun(file, makeRun({ seed: 2 }));
  const { runs, complaints } = readRuns(file);
  expect([...runs.values()].map(({ config }) => config.seed)).toEqual([0, 2]);
  expect(complaints).toEqual([expect.stringMatching(/line 2 is skipped: it is not JSON/)]);
  expect(readFileSync(file, 'utf8').startsWith(torn)).toBe(true);
});

test('of two lines with one id the last wins', () => {
  const lines = [makeRun({}, 1), makeRun({}, 2)].map((run) => JSON.stringify(run)).join('\n');
  const { runs } = parseRuns(lines);
  expect([...runs.values()].map(({ curve }) => curve.at(-1)![1])).toEqual([2]);
});

const good = makeRun();
const { spent } = good;
test.each<[string, unknown, RegExp]>([
  ['a number', 3, /line 1 is skipped/],
  ['no curve', { ...good, curve: undefined }, /curve/],
  ['text in a curve', { ...good, curve: [[0, 'x']] }, /curve/],
  ['an unknown status', { ...good, status: 'fine' }, /status/],
  ['a negative seed', { ...good, config: { ...good.config, seed: -1 } }, /config\.seed/],
  ['more in its configuration', { ...good, config: { ...good.config, extra: 1 } }, /config\.extra/],
  ['no budget', { ...good, config: { ...good.config, steps: undefined } }, /exactly one of steps, gradients, seconds/],
  ['two budgets', { ...good, config: { ...good.config, seconds: 1 } }, /exactly one of steps, gradients, seconds/],
  ['text in what was spent', { ...good, spent: { ...spent, losses: ['x'] } }, /spent\.losses/],
  ['another configuration', { ...good, config: { ...good.config, steps: 7 } }, /id '.*' is not that of/],
])('a line with %s is skipped with a reason', (_, line, reason) => {
  const { runs, complaints } = parseRuns(JSON.stringify(line));
  expect(runs.size).toBe(0);
  expect(complaints).toEqual([expect.stringMatching(reason)]);
});

test('numbers beyond float64 are no numbers', () => {
  expect(parseRuns(JSON.stringify(good).replace('24.2', '1e999')).complaints).toHaveLength(1);
});
