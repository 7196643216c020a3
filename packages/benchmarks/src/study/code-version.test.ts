import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeVersion, hashOf, runFiles, version } from './code-version.js';

test('is the version of the package, and a hash that stays', () => {
  expect(codeVersion()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/);
  expect(codeVersion().startsWith(version)).toBe(true);
  expect(hashOf(runFiles())).toBe(codeVersion().split('+')[1]);
});

test('what a run goes through counts; reports do not', () => {
  const files = runFiles().map((file) => file.split(path.sep).slice(-2).join('/').replace(/\..*/, ''));
  for (const file of [
    'study/run-one',
    'candidates/candidates',
    'rules/adam',
    'kernels/trace',
    'src/cosine-decay',
    'expression/compile',
  ])
    expect(files).toContain(file);
  for (const file of ['report/page', 'cli/main', 'study/pool']) expect(files).not.toContain(file);
});

test('a changed file is another version', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'zoo-version-')), 'adam.js');
  writeFileSync(file, 'export const beta1 = 0.9;');
  const before = hashOf([file]);
  writeFileSync(file, 'export const beta1 = 0.8;');
  expect(hashOf([file])).not.toBe(before);
});
