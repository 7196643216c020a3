import { existsSync } from 'node:fs';
import { report as makeReport } from '../../report/report.js';
import { complain, openResults, pageBeside, pagePath, writePage } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { shownRuns, shownSentences } from '../commands/versions.js';
import { InputError } from '../input-error.js';

/** Makes the report of a results file. */
export function report(given: Given): void {
  const file = String(given.file);
  if (!existsSync(file)) throw new InputError(`There is no results file '${file}'; 'optimizer-zoo run' writes one.`);
  const html = pagePath(single('html', given) ?? pageBeside(file, 'report'), file); // before a large file is read
  const results = openResults(`Results file '${file}'`, file);
  complain(results.complaints);
  const shown = shownRuns(results);
  if (!shown) throw new InputError(`Results file '${file}' holds no usable run.`);
  const [version, runs] = shown;
  complain(shownSentences(results, version));
  writePage(html, makeReport([...runs.values()]));
}
