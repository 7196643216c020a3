import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '../fixtures/call.js';
import { makeRun } from '../fixtures/make-run.js';
import { makeSpeed } from '../fixtures/make-speed.js';
import { codeVersion } from '../study/code-version.js';
import { appendLine } from '../study/json-lines.js';
import { appendRun, readRuns } from '../study/store.js';
import { pageBeside } from './commands/files.js';

const folder = mkdtempSync(path.join(tmpdir(), 'zoo-outputs-'));
const at = (name: string) => path.join(folder, name);
const small = ['-o', 'sgd', '-p', 'rosenbrock', '--steps', '5', '--seeds', '1', '--jobs', '1'];

const runs = at('runs.jsonl');
appendRun(runs, makeRun());
const speeds = at('speeds.jsonl');
appendLine(speeds, makeSpeed());
const notes = at('notes.html');
writeFileSync(notes, '<!doctype html>\n<title>My notes</title>');
const link = at('link');
symlinkSync(runs, link);
const fresh = at('fresh.jsonl');

const notOurs = 'which is not a page of optimizer-zoo and is not overwritten; give another path, or remove it.';
const theResults = 'where the results are; give the page a path of its own.';
const other = (what: string) => `which holds something other than ${what} and is left alone; give another path.`;

test.each<[args: string[], sentence: string]>([
  [['run', '--out', runs, '--html', runs], `--html is '${runs}', ${theResults}`],
  [['run', '--out', runs, '--html', link], `--html is '${link}', ${theResults}`],
  [['run', '--out', fresh, '--html', fresh], `--html is '${fresh}', ${theResults}`],
  [['run', '--out', fresh, '--html', runs], `--html is '${runs}', ${notOurs}`],
  [['race', '--out', fresh, '--html', notes], `--html is '${notes}', ${notOurs}`],
  [['report', runs, '--html', runs], `--html is '${runs}', ${theResults}`],
  [['report', runs, '--html', notes], `--html is '${notes}', ${notOurs}`],
  [['schedules', '--html', notes], `--html is '${notes}', ${notOurs}`],
  [['landscape', '--html', runs], `--html is '${runs}', ${notOurs}`],
  [['theory', '--html', speeds], `--html is '${speeds}', ${notOurs}`],
  [['speed', '--out', fresh, '--html', notes], `--html is '${notes}', ${notOurs}`],
  [['speed', '--out', speeds, '--html', speeds], `--html is '${speeds}', ${theResults}`],
  [['speed', '--out', runs], `--out is '${runs}', ${other('measurements')}`],
  [['run', '--out', speeds], `--out is '${speeds}', ${other('runs')}`],
  [['run', '--out', notes], `--out is '${notes}', ${other('runs')}`],
  [['run', '--out', '/dev/null'], "--out is '/dev/null', which is no regular file."],
])('%j writes over nothing', async (args, sentence) => {
  const contents = () => [runs, speeds, notes].map((file) => readFileSync(file, 'utf8'));
  const before = contents();
  expect(await call(...args)).toEqual({ code: 2, printed: '', complained: sentence });
  expect(contents()).toEqual(before);
});

test('a page may take the place of a page, an empty file, or be told on a device', async () => {
  const html = at('page.html');
  writeFileSync(html, '');
  for (const file of [html, html, '/dev/null']) {
    expect(await call('report', runs, '--html', file)).toMatchObject({ code: 0, printed: file });
  }
});

test('runs may be added to a file whose only line is a torn one', async () => {
  const torn = at('torn.jsonl');
  writeFileSync(torn, JSON.stringify(makeRun()).slice(0, 100));
  expect((await call('run', ...small, '--out', torn)).code).toBe(0);
  expect(readRuns(torn).runs.size).toBe(1);
});

test('each file of records has a page of its own for each command', () => {
  const files = ['a.jsonl', 'b.jsonl', 'a', 'a.json', 'run.jsonl', 'report.jsonl', 'a-run.jsonl', 'speed.jsonl'];
  const pages = files.flatMap((file) => ['run', 'race', 'report', 'speed'].map((name) => pageBeside(at(file), name)));
  expect(new Set(pages).size).toBe(pages.length);
  expect(pageBeside('results/runs.jsonl', 'race')).toBe(path.join('results', 'runs-race.html'));
});

test('disk full is a sentence, and what was stored stays whole', async () => {
  // What is written to this device ends as on a full disk.
  expect(() => appendLine('/dev/full', makeRun())).toThrow(
    '/dev/full can no longer be written (ENOSPC); what it holds is kept, and the same command can be given again.',
  );
  const { code, complained } = await call('report', runs, '--html', '/dev/full');
  expect(code).toBe(1);
  expect(complained.split('\n').at(-1)).toBe("--html is '/dev/full', which can no longer be written (ENOSPC).");
});

describe('runs of another version of the code', () => {
  const file = at('versions.jsonl');
  const old = '0.0.1+01234567';

  test('do not pass for runs of this one: that is said, they are kept, and the study is run', async () => {
    await call('run', ...small, '--out', file);
    const before = readFileSync(file, 'utf8').replaceAll(codeVersion(), old);
    writeFileSync(file, before);
    const { code, complained } = await call('run', ...small, '--out', file);
    expect(code).toBe(0);
    expect(complained).toContain(
      `${file} holds 1 run of version ${old}: kept, but run anew where asked for, as this is ${codeVersion()}.`,
    );
    const after = readFileSync(file, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(after.slice(before.length)).toContain(codeVersion());
    await call('run', ...small, '--out', file);
    expect(readFileSync(file, 'utf8')).toBe(after);
  });

  test('are not on a page of runs of this one', async () => {
    const { code, printed, complained } = await call('report', file);
    expect(code).toBe(0);
    expect(complained).toBe(`${file} holds 1 run of version ${old}: kept, but not shown.`);
    expect(readFileSync(printed, 'utf8')).not.toContain(old);
  });

  test('have a page where there are no others, and that is said', async () => {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(codeVersion(), old));
    const { printed, complained } = await call('report', file);
    expect(complained).toBe(`What is shown was run by version ${old}; this is ${codeVersion()}.`);
    expect(readFileSync(printed, 'utf8')).toContain(old);
  });
});
