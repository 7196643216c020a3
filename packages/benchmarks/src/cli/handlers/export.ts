import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvLines } from '../../export/csv.js';
import { formsOf } from '../../export/forms.js';
import { mlflowFiles } from '../../export/mlflow.js';
import { parquetOf } from '../../export/parquet.js';
import { tensorboardFiles } from '../../export/tensorboard.js';
import { sourcesOf } from '../../query/runs-table.js';
import { writeParquet } from '../../query/write-parquet.js';
import { findingsOf } from '../../report/findings.js';
import { listOf } from '../../report/format.js';
import type { RunRecord } from '../../study/run-record.js';
import { CommandError, systemCode } from '../command-error.js';
import { complain, newFile, newFolder, resultsPath, writeNewFile } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { readShownRuns } from '../commands/versions.js';
import { InputError } from '../input-error.js';
import { print } from '../terminal.js';

const files: Readonly<Record<string, (runs: RunRecord[]) => string | Uint8Array | Iterable<string>>> = {
  csv: csvLines,
  parquet: parquetOf,
  markdown: (runs) => formsOf.markdown(findingsOf(runs)),
  json: (runs) => formsOf.json(findingsOf(runs)),
};

const folders: Readonly<
  Record<string, (runs: RunRecord[]) => Iterable<[path: string[], content: string | Uint8Array]>>
> = {
  tensorboard: tensorboardFiles,
  mlflow: mlflowFiles,
};

/** Of all runs of a file, of whatever version, and of files of any size. */
const ofAll = 'parquet-folder';

/** Writes the runs that a report would show in other formats. */
export async function exportRuns(given: Given): Promise<void> {
  const file = resultsPath(String(given.file));
  const targets = (formats: object, check: (format: string, target: string) => string) =>
    Object.keys(formats).flatMap((format) => {
      const target = single(format, given);
      return target === undefined ? [] : [[format, check(format, target)] as const];
    });
  const asked = {
    files: targets(files, newFile),
    folders: targets(folders, newFolder),
    all: targets({ [ofAll]: 0 }, newFolder),
  };
  if (Object.values(asked).flat().length === 0) {
    const names = [...Object.keys(files), ofAll, ...Object.keys(folders)].map((name) => `--${name}`);
    throw new InputError(`Nothing is asked for; give ${listOf(names, 'or')} and a path.`);
  }
  for (const [, folder] of asked.all) {
    await writeParquet(sourcesOf([file]), folder);
    print(path.resolve(folder));
  }
  if (asked.files.length + asked.folders.length === 0) return;
  const { runs, sentences } = readShownRuns(file);
  complain(sentences);
  for (const [format, target] of asked.files) writeNewFile(format, target, files[format](runs));
  for (const [format, folder] of asked.folders) writeFolder(format, folder, folders[format](runs));
}

function writeFolder(
  option: string,
  folder: string,
  content: Iterable<[path: string[], content: string | Uint8Array]>,
) {
  try {
    for (const [place, text] of content) {
      const file = path.join(folder, ...place);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
    }
  } catch (error) {
    throw new CommandError(`--${option} is '${folder}', which can no longer be written (${systemCode(error)}).`);
  }
  print(path.resolve(folder));
}
