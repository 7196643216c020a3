import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { pickBackend } from '../backends/pick-backend.js';
import { formatTerm } from '../candidates/term.js';
import { call } from '../fixtures/call.js';
import { readRuns } from '../study/store.js';
import { studyFileOf } from './handlers/print-config.js';
import { readConfigFile } from './handlers/read-config-file.js';
import type { StudyRequest } from './handlers/study-request.js';

const folder = mkdtempSync(path.join(tmpdir(), 'zoo-config-'));
const at = (name: string) => path.join(folder, name);
const written = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};

beforeAll(() => pickBackend('cpu'));

const setting = fc.record({ beta1: fc.double({ min: 0, max: 0.99, noNaN: true }) }).map((options) => ({
  name: 'lookahead',
  of: { name: 'adam', options },
  options: { syncPeriod: 5 },
}));
const request: fc.Arbitrary<StudyRequest> = fc.record({
  optimizers: fc.uniqueArray(fc.oneof(setting, fc.constant({ name: 'sgd', options: {} })), {
    minLength: 1,
    maxLength: 3,
    selector: (one) => JSON.stringify(one),
  }),
  problems: fc.constantFrom([{ name: 'beale' }], [{ name: 'beale' }, { expression: 'x^2 + y', start: [1, -2e-7] }]),
  seeds: fc.integer({ min: 1, max: 1000 }),
  budget: fc.oneof(
    fc.integer({ min: 1, max: 1e7 }).map((steps) => ({ steps })),
    fc.integer({ min: 1, max: 1e7 }).map((gradients) => ({ gradients })),
    fc.integer({ min: 1, max: 1e5 }).map((tenths) => ({ seconds: tenths / 10 })),
  ),
  tune: fc.integer({ min: 1, max: 1000 }),
  backend: fc.constantFrom('cpu', 'wasm'),
  jobs: fc.constant(2),
  timeout: fc.integer({ min: 1, max: 1000 }),
  workerMemory: fc.integer({ min: 1, max: 1000 }),
  out: fc.string({ minLength: 1 }),
  html: fc.string({ minLength: 1 }),
});

test('what --print-config writes asks for the same', () =>
  fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const { jobs: _, ...others } = asked;
      const file = written('printed.json', JSON.stringify(studyFileOf(asked)));
      expect(JSON.stringify(sorted(await readConfigFile(file)))).toBe(JSON.stringify(sorted(others)));
    }),
    { numRuns: 50, seed: 1 },
  ));

const sorted = (record: object) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

test('a study file gives the runs of the command that it was printed by, and the command line goes before it', async () => {
  const asked = ['-o', 'adam(beta1=0.8), sgd', '-p', 'beale', '--steps', '5', '--seeds', '2'];
  const { printed } = await call('run', ...asked, '--print-config');
  const file = written('study.json', printed);
  await call('run', ...asked, '--out', at('asked.jsonl'), '--jobs', '1');
  const { code } = await call('run', '--config', file, '--out', at('read.jsonl'), '--jobs', '1');
  expect(code).toBe(0);
  expect([...readRuns(at('read.jsonl')).runs.keys()]).toEqual([...readRuns(at('asked.jsonl')).runs.keys()]);
  await call('run', '--config', file, '--seeds', '1', '-o', 'lion', '--out', at('more.jsonl'), '--jobs', '1');
  const [run, ...others] = [...readRuns(at('more.jsonl')).runs.values()];
  expect([run.config.optimizer, run.config.steps, others]).toEqual([{ name: 'lion', options: {} }, 5, []]);
});

test('the words of the command line, objects, and what a module makes are understood', async () => {
  const file = written(
    'study.json',
    JSON.stringify({
      optimizers: ['sgd, adam(beta1=0.8)', { name: 'adam', options: { beta1: 0.8 } }],
      problems: ['rastrigin:3', { expression: 'x^2', start: [1] }],
      tune: 'small',
      budget: '20g',
    }),
  );
  expect(await readConfigFile(file)).toEqual({
    optimizers: [
      { name: 'sgd', options: {} },
      { name: 'adam', options: { beta1: 0.8 } },
    ],
    problems: [{ name: 'rastrigin:3' }, { expression: 'x^2', start: [1] }],
    tune: 10,
    budget: { gradients: 20 },
  });
});

test('a module may make the study', async () => {
  const file = written(
    'study.mjs',
    "export default { optimizers: ['adam', 'sgd'].map((name) => name + '(learningRate=0.1)') };",
  );
  const { optimizers } = await readConfigFile(file);
  expect(optimizers!.map(formatTerm)).toEqual(['adam(learningRate=0.1)', 'sgd(learningRate=0.1)']);
});

test('a dry run tells how many runs there are, and writes nothing', async () => {
  const asked = ['run', '-o', 'adam', '-p', 'beale', '--steps', '5', '--seeds', '2', '--tune', '3', '--jobs', '1'];
  const dry = () => call(...asked, '--out', at('dry.jsonl'), '--dry-run');
  const first = '5 runs: 3 trials and 2 that are judged; 0 stored, 5 to compute.\nAbout ';
  expect((await dry()).printed).toContain(first);
  expect((await dry()).printed).toContain(first);
  await call(...asked, '--out', at('dry.jsonl'));
  expect((await dry()).printed).toContain('5 stored, 0 to compute.\nAbout 0s with 1 job');
});
