import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '../fixtures/call.js';
import { makeRun } from '../fixtures/make-run.js';
import { appendRun } from '../study/store.js';
import { crc32c, eventFile } from './event-file.js';

test.each([
  ['32 zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['0 to 31', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
  ['nothing', new Uint8Array(0), 0],
])('the checksum of %s is that of RFC 3720, B.4', (_, data, expected) => {
  expect(crc32c(data)).toBe(expected);
});

// Written by tensorboard 2.21 in Python, with RecordWriter(file) of tensorboard.summary.writer.record_writer:
//   write(Event(wall_time=1, file_version='brain.Event:2').SerializeToString())
//   write(Event(wall_time=1, step=300, summary=Summary(value=[Summary.Value(tag='a', simple_value=0.5)])).SerializeToString())
test('an event is, byte for byte, the one that TensorBoard writes', () => {
  const written = Buffer.from(eventFile(1, [{ tag: 'a', step: 300, wallTime: 1, value: 0.5 }]));
  expect(written.toString('hex')).toBe(expectedEvents);
});

const expectedEvents =
  '1800000000000000a37f4b2209000000000000f03f1a0d627261696e2e4576656e743a3286bf577a1800000000000000a37f4b2209000000000000f03f10ac022a0a0a080a0161150000003f48e05525';

const folder = mkdtempSync(path.join(tmpdir(), 'zoo-trackers-'));
const file = path.join(folder, 'runs.jsonl');
const run = makeRun({ problem: { name: '../../x' } });
appendRun(file, run);
appendRun(file, makeRun({ seed: 1 }, null));

test('TensorBoard has a file for each run, and names of data lead nowhere else', async () => {
  const out = path.join(folder, 'events');
  expect((await call('export', file, '--tensorboard', out)).code).toBe(0);
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('tfevents'));
  expect(files.sort()).toEqual([
    expect.stringMatching(new RegExp(`^______x/adam-${run.id}/events.out.tfevents.\\d+.${run.id}$`)),
    expect.stringMatching(/^rosenbrock\/adam-/),
  ]);
  expect(existsSync(path.join(folder, '..', 'x'))).toBe(false);
});

test('MLflow has a folder for each run: parameters, and a line for each point of a curve', async () => {
  const out = path.join(folder, 'mlruns');
  expect((await call('export', file, '--mlflow', out)).code).toBe(0);
  const [first] = readdirSync(path.join(out, '1')).filter((name) => {
    const title = path.join(out, '1', name, 'tags/mlflow.runName');
    return existsSync(title) && readFileSync(title, 'utf8') === run.id;
  });
  const read = (...place: string[]) => readFileSync(path.join(out, '1', first, ...place), 'utf8');
  expect(read('params', 'optimizer')).toBe('adam(learningRate=0.1)');
  const time = Date.parse(run.environment.date);
  expect(read('metrics', 'objective')).toBe(`${time} 24.2 0\n${time} 5 50\n${time} 0.5 100\n`);
  expect(read('meta.yaml')).toContain(`run_name: "${run.id}"\n`);
  expect((await call('export', file, '--mlflow', out)).complained).toMatch(/is not empty/);
});
