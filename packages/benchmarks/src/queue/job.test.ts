import { makeConfig } from '../fixtures/make-run.js';
import { checkBatch, checkResult, jobId, mostRuns } from './job.js';

const batch = { version: '1', study: 'abc', command: 'optimizer-zoo run', configs: [makeConfig()] };

test('what is put in is read back', () => {
  expect(checkBatch(JSON.parse(JSON.stringify(batch)))).toEqual(batch);
});

test.each<[string, unknown, RegExp]>([
  ['a text', 'run', /the line is wrong/],
  ['something more', { ...batch, code: 'process.exit()' }, /code is wrong/],
  ['no version', { ...batch, version: undefined }, /version is wrong/],
  ['a study that is no name', { ...batch, study: '../x' }, /study is wrong/],
  ['something more in a run', { ...batch, configs: [{ ...makeConfig(), file: '/etc/passwd' }] }, /configs\.0\.file/],
  [
    'an optimizer that is no term',
    { ...batch, configs: [makeConfig({ optimizer: 'adam' as never })] },
    /configs\.0\.optimizer/,
  ],
  ['runs without number', { ...batch, configs: Array(mostRuns + 1).fill(makeConfig()) }, /configs is wrong/],
])('a job that holds %s is refused', (_, data, reason) => {
  expect(() => checkBatch(data)).toThrow(reason);
});

test.each(['../../etc/passwd', '/dev/zero', 'a/b.jsonl', ''])("a worker's file is a name, and not '%s'", (file) => {
  expect(() => checkResult({ runs: 1, ms: 1, file, bytes: 1 })).toThrow(/file is wrong/);
});

test('the same runs have the same job, however their keys are ordered; others have another', () => {
  const { seed, ...others } = makeConfig();
  const [id, same, round, version, other] = [
    jobId('1', [makeConfig()], 0),
    jobId('1', [{ seed, ...others }], 0),
    jobId('1', [makeConfig()], 1),
    jobId('2', [makeConfig()], 0),
    jobId('1', [makeConfig({ seed: 1 })], 0),
  ];
  expect(same).toBe(id);
  expect(new Set([id, round, version, other]).size).toBe(4);
  expect(id).toMatch(/^runs-[\w-]+$/); // no digits alone, no colon: such ids bullmq refuses
});
