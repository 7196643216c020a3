import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { call } from '../fixtures/call.js';
import { makeRun } from '../fixtures/make-run.js';
import { makeTuned } from '../fixtures/make-tuned.js';
import { codeVersion } from '../study/code-version.js';
import { withoutTimes } from '../study/merge-runs.js';
import type { RunRecord } from '../study/run-record.js';
import { appendRun, readRuns } from '../study/store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'zoo-data-'));
const at = (name: string) => path.join(folder, name);
const environment = { ...makeRun().environment, version: codeVersion() };

function stored(name: string, runs: readonly RunRecord[]): string {
  writeFileSync(at(name), '');
  for (const run of runs) appendRun(at(name), { ...run, environment });
  return at(name);
}

const timeless = (file: string) =>
  new Map([...readRuns(file).runs.values()].map((run) => [run.id, JSON.stringify(withoutTimes(run))]));

describe('studies', () => {
  const study = ['run', '-o', 'sgd, adam, lion', '-p', 'beale,booth', '--steps', '20', '--seeds', '2', '--tune', '3'];
  const run = (out: string, ...more: string[]) => call(...study, '--jobs', '1', '--out', at(out), ...more);

  test('give the same lines again, apart from times', async () => {
    await run('one.jsonl');
    await run('other.jsonl');
    const lines = (file: string) => readFileSync(at(file), 'utf8').trim().split('\n');
    expect(lines('one.jsonl')).toHaveLength(2 * 3 * (3 + 2));
    const timelessLines = (file: string) => lines(file).map((line) => withoutTimes(JSON.parse(line)));
    expect(timelessLines('other.jsonl')).toEqual(timelessLines('one.jsonl'));
  });

  test('in parts, merged, are the whole', async () => {
    await run('first.jsonl', '--shard', '1/2');
    await run('second.jsonl', '--shard', '2/2');
    expect(timeless(at('first.jsonl')).size).toBe(3 * (3 + 2));
    const { code, printed } = await call('merge', at('first.jsonl'), at('second.jsonl'), '--out', at('merged.jsonl'));
    expect({ code, printed }).toEqual({ code: 0, printed: `30 runs added to ${at('merged.jsonl')}, 0 known already.` });
    expect(timeless(at('merged.jsonl'))).toEqual(new Map([...timeless(at('one.jsonl'))].sort(byId)));
    expect((await run('merged.jsonl')).code).toBe(0);
    expect(readFileSync(at('merged.jsonl'), 'utf8').trim().split('\n')).toHaveLength(30);
  });
});

const byId = ([a]: [string, string], [b]: [string, string]) => (a < b ? -1 : 1);

describe('merge', () => {
  const [first, second, third] = [0, 1, 2].map((seed) => makeRun({ seed }, seed + 1));
  const failed = { ...second, status: 'failed' as const, reason: 'no memory', curve: [] };

  test('adds each run once; one that failed gives way to one that did not; what differs is told and stays', async () => {
    const a = stored('a.jsonl', [first, failed]);
    const b = stored('b.jsonl', [second, { ...first, curve: [[0, 24.2]] }, third]);
    const out = at('ab.jsonl');
    const { code, printed, complained } = await call('merge', a, b, '--out', out);
    expect({ code, printed }).toEqual({
      code: 0,
      printed: `4 runs added to ${out}, 1 known already, of which 1 differ.`,
    });
    expect(complained).toContain('adam(learningRate=0.1) on rosenbrock, seed 0, differs from what is kept');
    expect([...readRuns(out).runs.values()].map(({ status, curve }) => [status, curve.at(-1)])).toEqual([
      ['ok', [100, 1]],
      ['ok', [100, 2]],
      ['ok', [100, 3]],
    ]);
    expect((await call('merge', a, b, '--out', out)).printed).toContain('0 runs added');
  });

  test('keeps runs of every version, skips torn lines, and says so', async () => {
    const a = stored('v.jsonl', [first]);
    const older = readFileSync(a, 'utf8').replaceAll(codeVersion(), '0.0.1+0123');
    writeFileSync(at('older.jsonl'), `${older}{"id":"x`);
    const { printed, complained } = await call('merge', at('older.jsonl'), '--out', a);
    expect(printed).toContain('1 run added');
    expect(complained).toContain('older.jsonl, line 2 is skipped: it is not JSON');
  });
});

describe('compare', () => {
  const runs = (sgd: number) => [...makeTuned('adam', [3, 1], [1]), ...makeTuned('sgd', [3, 2], [sgd])];
  const before = stored('before.jsonl', runs(2));
  const after = stored('after.jsonl', [...runs(0.5), ...makeTuned('lion', [1], [1])]);

  test('tells what ends lower or higher, and what only one file has', async () => {
    const { code, printed } = await call('compare', before, after);
    expect(code).toBe(0);
    expect(printed).toMatch(/^sgd +rosenbrock +2 +0\.5 +lower$/m);
    expect(printed).not.toMatch(/^adam/m);
    expect(printed).toContain('2 compared: 1 the same, 1 lower, 0 higher; 0 only before, 1 only after.');
    expect((await call('compare', before, after, '--all')).printed).toMatch(/^adam +rosenbrock +1 +1 +same$/m);
  });

  test('speaks JSON', async () => {
    const { both } = JSON.parse((await call('compare', after, before, '--json')).printed);
    expect(both.find((one: { optimizer: string }) => one.optimizer === 'sgd')).toMatchObject({ verdict: 'higher' });
  });
});

describe('export', () => {
  const hostile = 'a "quoted", text\nof two lines';
  const runs = [
    ...makeTuned('adam', [3, 1], [1, null]),
    makeRun({ problem: { expression: 'x', start: [1] } }, null, { status: 'failed', reason: hostile, curve: [] }),
  ];
  const file = stored('export.jsonl', runs);

  test('to CSV is what a reader of CSV gets back', async () => {
    const { code, printed } = await call('export', file, '--csv', at('runs.csv'));
    expect({ code, printed }).toEqual({ code: 0, printed: at('runs.csv') });
    const rows = parse(readFileSync(at('runs.csv')), { columns: true }) as Record<string, string>[];
    expect(rows.map(({ id, status, final, trial, reason }) => [id, status, final, trial, reason])).toEqual(
      runs.map((run) => [
        run.id,
        run.status,
        String(run.curve.at(-1)?.[1] ?? ''),
        String(run.config.seed === 1_000_000),
        run.reason ?? '',
      ]),
    );
  });

  test('to Parquet keeps numbers and what is missing', async () => {
    await call('export', file, '--parquet', at('runs.parquet'));
    const { buffer } = new Uint8Array(readFileSync(at('runs.parquet')));
    const rows = await parquetReadObjects({ file: buffer });
    expect(rows.map(({ id, final, seed, trial, gradients }) => [id, final, seed, trial, gradients])).toEqual(
      runs.map(({ id, curve, config: { seed } }) => [id, curve.at(-1)?.[1] ?? null, seed, seed === 1_000_000, 100]),
    );
  });

  test('to Markdown has the ranking and a table for each problem', async () => {
    await call('export', file, '--markdown', at('runs.md'));
    const text = readFileSync(at('runs.md'), 'utf8');
    expect(text).toMatch(/^# Ranking\n\n\| optimizer \| mean rank \|/m);
    expect(text).toMatch(/^## rosenbrock\n\n.*\n.*\n\| adam \| 1 \|/m);
  });

  test('to JSON has every figure, and is what `report` writes beside its page', async () => {
    await call('export', file, '--json', at('figures.json'));
    const text = readFileSync(at('figures.json'), 'utf8');
    const { targets, optimizers, problems } = JSON.parse(text);
    expect(targets).toEqual(['1e-1', '1e-3', '1e-5', '1e-7']);
    expect(optimizers[0]).toMatchObject({ optimizer: 'adam', runs: 2, diverged: 1, intervals: expect.anything() });
    expect(problems[0].optimizers[0]).toMatchObject({
      rank: 1,
      final: null,
      gradientsToTarget: [200, null, null, null],
    });
    expect(problems[1].notRun).toEqual({ adam: 'failed' });
    await call('report', file, '--html', at('f.html'), '--json', at('again.json'), '--markdown', at('again.md'));
    expect(readFileSync(at('again.json'), 'utf8')).toBe(text);
    expect(readFileSync(at('again.md'), 'utf8')).toBe(readFileSync(at('runs.md'), 'utf8'));
    expect(await call('report', file, '--json', at('again.json'))).toMatchObject({ code: 2 });
  });

  test('writes over nothing', async () => {
    writeFileSync(at('mine.csv'), 'mine');
    const { code, complained } = await call('export', file, '--csv', at('mine.csv'), '--markdown', at('new.md'));
    expect(code).toBe(2);
    expect(complained).toContain('which exists and is not overwritten; give another path, or remove it.');
    expect(readFileSync(at('mine.csv'), 'utf8')).toBe('mine');
  });
});

test('doctor tells versions, every backend, a browser and torch, as JSON too', async () => {
  const { code, printed } = await call('doctor', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({
    'optimizer-zoo': codeVersion(),
    node: process.version,
    'backend cpu': 'works',
    'backend wasm': 'works',
    'backend webgpu': expect.stringMatching(/works|missing: /),
    browser: expect.stringMatching(/./),
    torch: expect.stringMatching(/in |missing: /),
  });
});
