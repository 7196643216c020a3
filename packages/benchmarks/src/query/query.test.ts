import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '../fixtures/call.js';
import { makeRun } from '../fixtures/make-run.js';
import { codeVersion } from '../study/code-version.js';
import { appendRun } from '../study/store.js';
import { textOf, withDuckDB } from './open-duckdb.js';

const folder = mkdtempSync(path.join(tmpdir(), 'zoo-query-'));
const inFolder = (name: string) => path.join(folder, name);
const file = inFolder('runs.jsonl');
const parquet = inFolder('parquet');
const environment = { ...makeRun().environment, version: codeVersion() };

/** Runs of all kinds: tuned, diverged, failed, not applicable, stored twice, torn, under two budgets, with held-out data. */
beforeAll(async () => {
  const study = ['--seeds', '3', '--tune', '4', '--jobs', '1', '--out', file];
  const optimizers = 'sgd,adam,sgd(learningRate=100),egn';
  await call('run', '-o', optimizers, '-p', 'beale,rosenbrock,mlpClassifier', '--budget', '40', ...study);
  await call('run', '-o', 'sgd', '-p', 'beale', '--steps', '20', ...study);
  await call('run', '-o', 'sgd,adam', '--expr', 'x^2+y^4', '--start', '1,2', ...study);
  await call('run', '-o', 'gda,cgo', '--game', 'bilinear', '--steps', '20', ...study);
  const optimizer = { name: 'nagGs', options: {} };
  appendRun(
    file,
    makeRun({ optimizer, steps: 40 }, 0.5, { environment, status: 'failed', reason: "it's gone", curve: [] }),
  );
  for (const [date, end] of [['2026-01-01', 0.5], ['2026-01-02', 0.25]] as const) {
    appendRun(file, makeRun({ optimizer, seed: 1, steps: 40 }, end, { environment: { ...environment, date } }));
  } // biome-ignore format: one line
  const { spent: _, ...older } = makeRun({ optimizer, seed: 2, steps: 40 }, 0.125, { environment });
  appendFileSync(file, `${JSON.stringify(older)}\n{"id":"torn\n`);
  expect((await call('export', file, '--parquet-folder', parquet)).code).toBe(0);
}, 600_000);

test.each([
  ['a results file', file],
  ['a folder of Parquet', parquet],
])('the tables from %s are those of the report, to the last letter', async (_, from) => {
  const name = path.basename(from);
  const forms = (who: string) => [
    '--markdown',
    inFolder(`${who}-${name}.md`),
    '--json',
    inFolder(`${who}-${name}.json`),
  ];
  expect((await call('query', '--from', from, ...forms('duckdb'))).code).toBe(0);
  expect((await call('report', file, '--html', inFolder(`${name}.html`), ...forms('report'))).code).toBe(0);
  for (const form of ['md', 'json']) {
    const read = (who: string) => readFileSync(inFolder(`${who}-${name}.${form}`), 'utf8');
    expect(read('duckdb')).toBe(read('report'));
    expect(read('report')).toContain('nagGs');
  }
});

test('a question is answered from either, as a table or as JSON', async () => {
  const sql =
    "select problem, count(*) as runs from runs where seed = 0 and optimizer = 'adam' group by all order by all";
  for (const from of [file, parquet]) {
    const { printed } = await call('query', sql, '--from', from, '--rows');
    expect(
      JSON.parse(printed).map((row: { problem: string; runs: string }) => [row.problem, Number(row.runs)]),
    ).toEqual([
      ['beale', 1],
      ['mlpClassifier', 1],
      ['other', 1],
      ['rosenbrock', 1],
    ]);
  }
  const { printed } = await call(
    'query',
    "select problem, 'a\u001b[2J' as x from runs where seed = 0 limit 1",
    '--from',
    file,
  );
  expect(printed).toMatch(/^problem\s+x\n\w+\s+a\\u001b\[2J$/);
});

test.each([
  ["select * from read_csv('/etc/passwd')", /read_csv|permission|disabled|Cannot access/i],
  ["copy runs to '/tmp/zoo-query-out.csv'", /permission|disabled|Cannot access/i],
  ["set memory_limit = '100GB'", /lock|configuration/i],
  ['install httpfs', /install|extension|disabled|permission/i],
  ['select nothing from runs', /nothing/],
])('%s is refused in one sentence', async (sql, reason) => {
  const { code, complained } = await call('query', sql, '--from', file);
  expect([code, complained.split('\n')]).toEqual([2, [expect.stringMatching(reason)]]);
  expect(existsSync('/tmp/zoo-query-out.csv')).toBe(false);
});

test('what is asked for wrongly is told', async () => {
  const asked = async (...args: string[]) => (await call('query', ...args)).complained;
  expect(await asked('--from', file)).toMatch(/Either a question in SQL is needed/);
  expect(await asked('select 1', '--from', inFolder('none.jsonl'))).toMatch(/There is no results file/);
  expect(await asked('select 1', '--from', file, '--from', parquet)).toMatch(/cannot be read together/);
  expect((await call('export', file, '--parquet-folder', parquet)).complained).toMatch(/is not empty/);
});

test('a table of a newer schema is refused, not misread', async () => {
  const newer = inFolder('newer.parquet');
  await withDuckDB([folder], async (connection) => {
    await connection.run(`COPY (SELECT * REPLACE (2 AS schema) FROM ${`read_parquet(${textOf(`${parquet}/**/*.parquet`)})`}) TO ${textOf(newer)} (FORMAT parquet)`); // biome-ignore format: one line
  });
  const said = await call('query', '--from', newer, '--markdown', inFolder('newer.md'));
  expect(said.complained).toBe("The table is of schema 2, which is newer than this command's, 1.");
  writeFileSync(inFolder('empty.jsonl'), '');
  expect((await call('query', '--from', inFolder('empty.jsonl'), '--markdown', inFolder('empty.md'))).code).toBe(2);
});
