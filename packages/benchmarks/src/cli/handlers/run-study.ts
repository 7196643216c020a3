import { pickBackend } from '../../backends/pick-backend.js';
import { report } from '../../report/report.js';
import { openPool } from '../../study/pool.js';
import type { ResultsFile } from '../../study/results-file.js';
import type { RunRecord } from '../../study/run-record.js';
import { runCount, runStudy, type Study } from '../../study/study.js';
import { openStudyContext } from '../../study/study-context.js';
import {
  checkRecords,
  complain,
  openResults,
  pageBeside,
  pagePath,
  recordsPath,
  writePage,
} from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { repeatCommand } from '../commands/repeat-command.js';
import { endIfFailed, summary } from '../commands/study-summary.js';
import { staleSentences } from '../commands/versions.js';
import { showProgress } from '../progress.js';
import { stoppable } from '../stoppable.js';
import { print, tell } from '../terminal.js';
import { readJobs, readStudy } from './read-study.js';

/** Runs what was asked for, and writes its report under the name of the command. */
export async function runStudyCommand(name: string, given: Given): Promise<void> {
  const { backend, because } = await pickBackend(single('backend', given)); // tf's optimizers need one to be made
  const planned = readStudy(given);
  const jobs = readJobs(given);
  const out = recordsPath(single('out', given)!);
  const results = openResults('--out', out);
  checkRecords(out, 'runs', results.versions.length > 0, 'id');
  const html = pagePath(single('html', given) ?? pageBeside(out, name), out);
  tell(`Backend ${backend}: ${because}.`);
  complain(results.complaints);
  complain(staleSentences(results));
  const study = { ...planned, backend };
  const runs = await execute(study, jobs, results);
  print(summary(runs, out));
  writePage(html, report(runs, study));
  endIfFailed(runs);
}

async function execute(study: Study, jobs: number, results: ResultsFile): Promise<RunRecord[]> {
  const pool = openPool({ command: repeatCommand(study), jobs });
  const progress = showProgress(runCount(study));
  const laboratory = openStudyContext(results, pool, progress);
  const stop = () => {
    laboratory.close();
    void pool.close();
    progress.stop();
    tell(`Stopped. Runs that were done are kept in ${results.file}; the same command goes on from there.`);
  };
  return stoppable(stop, async () => {
    try {
      return await runStudy(study, laboratory);
    } finally {
      progress.stop();
      laboratory.close();
      await pool.close();
    }
  });
}
