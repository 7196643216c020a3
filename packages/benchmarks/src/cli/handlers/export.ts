import { csvLines } from '../../export/csv.js';
import { formsOf } from '../../export/forms.js';
import { parquetOf } from '../../export/parquet.js';
import { findingsOf } from '../../report/findings.js';
import type { RunRecord } from '../../study/run-record.js';
import { complain, newFile, resultsPath, writeNewFile } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { readShownRuns } from '../commands/versions.js';
import { InputError } from '../input-error.js';

const formats: Readonly<Record<string, (runs: RunRecord[]) => string | Uint8Array | Iterable<string>>> = {
  csv: csvLines,
  parquet: parquetOf,
  markdown: (runs) => formsOf.markdown(findingsOf(runs)),
  json: (runs) => formsOf.json(findingsOf(runs)),
};

/** Writes the runs that a report would show in other formats. */
export function exportRuns(given: Given): void {
  const file = resultsPath(String(given.file));
  const asked = Object.keys(formats).filter((format) => given[format] !== undefined);
  if (asked.length === 0)
    throw new InputError(`Nothing is asked for; give --csv, --parquet, --markdown or --json and a path.`);
  const targets = asked.map((format) => [format, newFile(format, single(format, given)!)] as const);
  const { runs, sentences } = readShownRuns(file);
  complain(sentences);
  for (const [format, target] of targets) writeNewFile(format, target, formats[format](runs));
}
