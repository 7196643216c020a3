import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { addToLogs, fit, makeModel } from '../../fixtures/model.js';
import { LearningRateLogger } from '../index.js';
import { CSVLogger, JSONLLogger } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'zoo-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n');
const train = (callbacks: (tf.Callback | tf.CustomCallback)[], args: Partial<tf.ModelFitArgs> = {}) =>
  fit(makeModel(tf.train.sgd(0.1)), { epochs: 3, callbacks: callbacks as tf.Callback[], ...args });

test('CSVLogger has a line for each epoch, equal to the history', async () => {
  const file = join(folder, 'new', 'log.csv');
  const { history } = await train([new LearningRateLogger(), new CSVLogger({ file })]);
  const [heading, ...lines] = linesOf(file);
  expect(heading).toBe('epoch,loss,mae,learningRate');
  const rows = [0, 1, 2].map((epoch) => [epoch, history.loss[epoch], history.mae[epoch], 0.1]);
  expect(lines.slice(0, -1).map((line) => line.split(',').map(Number))).toEqual(rows);
});

test('JSONLLogger has lines for batches too, with what is not finite as a string', async () => {
  const file = join(folder, 'log.jsonl');
  const spoil = addToLogs(() => ({ mae: Number.NaN }));
  const { history } = await train([spoil, new JSONLLogger({ file, per: 'batch' })], { epochs: 2 });
  const records = linesOf(file)
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect(records.map(({ epoch, batch }) => [epoch, batch])).toEqual(
    [0, 1].flatMap((epoch) => [0, 1, 2, 3, undefined].map((batch) => [epoch, batch])),
  );
  expect(records[4]).toEqual({ epoch: 0, loss: history.loss[0], mae: 'NaN' });
});

test.each([
  ['csv', (file: string, append: boolean) => new CSVLogger({ file, append })],
  ['jsonl', (file: string, append: boolean) => new JSONLLogger({ file, append })],
])('with append, repeated epochs of a %s are replaced, and a torn line is dropped', async (kind, make) => {
  const file = join(folder, `appended.${kind}`);
  await train([make(file, false)]);
  const before = linesOf(file);
  appendFileSync(file, '{"epoch":3,"lo');
  await train([make(file, true)], { epochs: 4, initialEpoch: 2 });
  const after = linesOf(file);
  expect(after).toHaveLength(before.length + 1);
  expect(after.slice(0, -3)).toEqual(before.slice(0, -2));
  expect(after.at(-2)).toMatch(/^(\{"epoch":)?3,/);
  await train([make(file, false)], { epochs: 1 });
  expect(linesOf(file).length).toBeLessThan(4);
});

test.each([
  ['csv', (file: string, append: boolean) => new CSVLogger({ file, append })],
  ['jsonl', (file: string, append: boolean) => new JSONLLogger({ file, append })],
])('with append, a %s that a spreadsheet has saved again is gone on with', async (kind, make) => {
  const file = join(folder, `resaved.${kind}`);
  await train([make(file, false)]);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, `\uFEFF${before.replaceAll('\n', '\r\n')}`);
  await train([make(file, true)], { epochs: 4, initialEpoch: 3 });
  expect(readFileSync(file, 'utf8').slice(0, before.length)).toBe(before);
  expect(linesOf(file)).toHaveLength(before.split('\n').length + 1);
});

test('CSVLogger quotes names, and does not mix columns', async () => {
  const file = join(folder, 'names.csv');
  const add = addToLogs(() => ({ 'a,"b"': 1 }));
  await train([add, new CSVLogger({ file })], { epochs: 1 });
  expect(linesOf(file)[0]).toBe('epoch,loss,mae,"a,""b"""');
  await expect(train([new CSVLogger({ file, append: true })], { epochs: 1 })).rejects.toThrow(
    `CSVLogger: '${file}' has the columns epoch,loss,mae,"a,""b""", but this epoch has epoch,loss,mae.`,
  );
});
