import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeRun } from '../fixtures/make-run.js';
import { followFolder } from './follow-folder.js';
import { openOwnFile } from './own-file.js';

const newFolder = () => path.join(mkdtempSync(path.join(tmpdir(), 'zoo-follow-')), 'workers');
const all = () => true;
const line = (seed: number) => `${JSON.stringify(makeRun({ seed }))}\n`;
const seeds = (runs: readonly { config: { seed: number } }[]) => runs.map(({ config }) => config.seed).sort();

test('each line of each file comes once, also when folder and files are made later', () => {
  const folder = newFolder();
  const followed = followFolder(folder);
  expect(followed.added(all)).toEqual([]);
  const [one, other] = [openOwnFile(folder), openOwnFile(folder)];
  one.append(makeRun({ seed: 0 }));
  const bytes = other.append(makeRun({ seed: 1 }));
  expect(followed.hasRead(other.name, bytes)).toBe(false);
  expect(seeds(followed.added(all))).toEqual([0, 1]);
  expect(followed.hasRead(other.name, bytes)).toBe(true);
  expect(followed.hasRead(other.name, bytes + 1)).toBe(false);
  one.append(makeRun({ seed: 2 }));
  expect(seeds(followed.added(all))).toEqual([2]);
  expect(followed.added(all)).toEqual([]);
  for (const file of [one, other]) file.close();
});

test('half a line comes when it is whole; a torn one, one of rubbish and a run that is not wanted do not come', () => {
  const folder = newFolder();
  mkdirSync(folder);
  const file = path.join(folder, 'a.jsonl');
  const followed = followFolder(folder);
  appendFileSync(file, line(0).slice(0, 100));
  expect(followed.added(all)).toEqual([]);
  appendFileSync(file, line(0).slice(100));
  expect(seeds(followed.added(all))).toEqual([0]);
  const { id } = makeRun({ seed: 3 });
  appendFileSync(file, `${line(1).slice(0, 100)}\nnull\n{"id":"x"}\n${line(2)}${line(3)}`);
  expect(seeds(followed.added((one) => one !== id))).toEqual([2]);
});
