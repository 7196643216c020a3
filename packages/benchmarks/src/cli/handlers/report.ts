import { findingsOf } from '../../report/findings.js';
import { reportOf } from '../../report/report.js';
import { complain, pageBeside, pagePath, resultsPath, writePage } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { readShownRuns } from '../commands/versions.js';
import { formPaths, writeForms } from './forms.js';

/** Makes the report of a results file. */
export function report(given: Given): void {
  const file = resultsPath(String(given.file));
  const html = pagePath(single('html', given) ?? pageBeside(file, 'report'), file); // before a large file is read
  const forms = formPaths(given);
  const { runs, sentences } = readShownRuns(file);
  complain(sentences);
  const findings = findingsOf(runs);
  writeForms(forms, findings);
  writePage(html, reportOf(findings));
}
