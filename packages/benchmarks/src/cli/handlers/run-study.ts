import { pickBackend } from '../../backends/pick-backend.js';
import { pickMachines } from '../../backends/pick-machines.js';
import { findingsOf } from '../../report/findings.js';
import { reportOf } from '../../report/report.js';
import { misfitsOf } from '../../run/fit.js';
import { openPool } from '../../study/pool.js';
import type { ResultsFile } from '../../study/results-file.js';
import type { RunRecord } from '../../study/run-record.js';
import { startWorker } from '../../study/start-worker.js';
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
import type { Given } from '../commands/given.js';
import { repeatCommand } from '../commands/repeat-command.js';
import { endIfFailed, stoppedSentence, summary } from '../commands/study-summary.js';
import { staleSentences } from '../commands/versions.js';
import { showProgress } from '../progress.js';
import { stoppable } from '../stoppable.js';
import { print, tell } from '../terminal.js';
import { dryRun } from './dry-run.js';
import { formPaths, writeForms } from './forms.js';
import { studyFileOf } from './print-config.js';
import { readRequest } from './read-request.js';
import type { StudyRequest } from './study-request.js';

/** Does what was asked for of a study: runs it and writes its report, or only tells about it. */
export async function runStudyCommand(name: string, defaults: Given, given: Given): Promise<void> {
  await pickBackend('cpu'); // tf's optimizers need one to be made
  const request = await readRequest(defaults, given);
  if (given['print-config']) return print(JSON.stringify(studyFileOf(request), undefined, 2));
  const { machines, because } = await pickMachines(request.backend);
  const study = { ...request, machines };
  if (given['dry-run']) return print(await dryRun(study, request.jobs, openResults('--out', request.out).runs));
  const { out } = request;
  const results = openResults('--out', recordsPath(out));
  checkRecords(out, 'runs', results.versions.length > 0, 'id');
  const html = pagePath(request.html ?? pageBeside(out, name), out);
  const forms = formPaths(given);
  tell(`Backend ${machines.join(', else ')}: ${because}.`);
  complain(results.complaints);
  complain(staleSentences(results));
  complain(misfitsOf(study).map((why) => `Not applicable: ${why}`));
  const runs = await execute(study, request, results, given);
  print(summary(runs, out));
  const findings = findingsOf(runs, study);
  writeForms(forms, findings);
  writePage(html, reportOf(findings));
  endIfFailed(runs);
}

/** Computes here, or has it computed by the workers of a queue. */
async function execute(study: Study, request: StudyRequest, results: ResultsFile, given: Given): Promise<RunRecord[]> {
  if (given.queue === undefined) return executeHere(study, request, results);
  return (await import('./run-queued.js')).executeQueued(study, results, given);
}

async function executeHere(
  study: Study,
  { jobs, timeout, workerMemory }: StudyRequest,
  results: ResultsFile,
): Promise<RunRecord[]> {
  const pool = openPool({ command: repeatCommand(study), jobs }, () => startWorker({ timeout, memory: workerMemory }));
  const progress = showProgress(runCount(study));
  const laboratory = openStudyContext(results, pool, progress);
  const stop = () => {
    laboratory.close();
    void pool.close();
    progress.stop();
    tell(stoppedSentence(results));
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
