import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { Claims } from './claims.js';

const open: Claims[] = [];
afterEach(() => {
  for (const claims of open.splice(0)) claims.close();
});

function claimsOn(results: string): Claims {
  const claims = new Claims(results);
  open.push(claims);
  return claims;
}

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'zoo-claims-')), 'runs.jsonl');

/** A claim on run 'a' by a process elsewhere. */
function claimBy(results: string, holder: object): string {
  mkdirSync(`${results}.claims`);
  const file = path.join(`${results}.claims`, 'a');
  writeFileSync(file, JSON.stringify(holder));
  return file;
}

test("a run is one process's at a time", () => {
  const file = newFile();
  const [one, other] = [claimsOn(file), claimsOn(file)];
  expect(one.take('a')).toBe(true);
  expect(other.take('a')).toBe(false);
  expect(other.take('b')).toBe(true);
  one.release('a');
  expect(other.take('a')).toBe(true);
});

test('the claim of a dead process is taken over at once', () => {
  const file = newFile();
  const { pid } = spawnSync(process.execPath, ['--version']);
  claimBy(file, { host: hostname(), pid });
  expect(claimsOn(file).take('a')).toBe(true);
});

test('the claim of a process on another machine is taken over when it is no longer renewed', () => {
  const file = newFile();
  const claim = claimBy(file, { host: `not-${hostname()}`, pid: 1 });
  expect(claimsOn(file).take('a')).toBe(false);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(claim, anHourAgo, anHourAgo);
  expect(claimsOn(file).take('a')).toBe(true);
});

test('nothing is left of them in the end', () => {
  const file = newFile();
  const [one, other] = [new Claims(file), new Claims(file)];
  one.take('a');
  other.take('b');
  one.close();
  expect(existsSync(`${file}.claims`)).toBe(true);
  other.close();
  expect(existsSync(`${file}.claims`)).toBe(false);
});

test('what a dead process has left is cleared away, what a living one holds is not', () => {
  const file = newFile();
  const { pid } = spawnSync(process.execPath, ['--version']);
  claimBy(file, { host: hostname(), pid });
  new Claims(file).close();
  expect(existsSync(`${file}.claims`)).toBe(false);
  const claim = claimBy(file, { host: hostname(), pid: process.pid });
  new Claims(file).close();
  expect(existsSync(claim)).toBe(true);
});

test('where no claim can be made, a sentence says so', () => {
  const file = newFile();
  writeFileSync(`${file}.claims`, '');
  expect(() => claimsOn(file).take('a')).toThrow(
    /^\S+, which keeps others from the same run, cannot be written \(\w+\)\.$/,
  );
});
