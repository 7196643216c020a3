import path from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { pickBackend } from '../pick-backend.js';
import { openPool } from '../pool.js';
import { showProgress } from '../progress.js';
import { plural } from '../report/format.js';
import { report } from '../report/report.js';
import type { RunRecord } from '../run-record.js';
import { appendRun } from '../store.js';
import { runCount, runStudy, type Study } from '../study.js';
import { exampleText } from './example-text.js';
import { checkWritable, openResults, writeReport } from './files.js';
import { repeatCommand } from './repeat-command.js';
import { type Given, readJobs, readStudy, type StudyDefaults, single, studyOptions } from './study-options.js';

/** A command that runs a study and writes its report. */
export function studyCommand(
  name: string,
  describe: string,
  defaults: StudyDefaults,
  examples: readonly [command: string, meaning: string][],
): CommandModule<object, Given> {
  return {
    command: name,
    describe,
    builder: (yargs) => yargs.options(studyOptions(defaults)).epilogue(exampleText(examples)) as Argv<Given>,
    async handler(given) {
      const { backend, because } = await pickBackend(single('backend', given)); // tf's optimizers need one to be made
      const planned = readStudy(given);
      const jobs = readJobs(given);
      const out = checkWritable('out', single('out', given)!);
      const html = checkWritable('html', single('html', given) ?? path.join(path.dirname(out), `${name}.html`));
      console.error(`Backend ${backend}: ${because}.`);
      const study = { ...planned, backend };
      const runs = await execute(study, jobs, out);
      console.log(summary(runs, out));
      writeReport(html, report(runs, study));
    },
  };
}

async function execute(study: Study, jobs: number, out: string): Promise<RunRecord[]> {
  const stored = openResults('--out', out);
  const pool = openPool({ command: repeatCommand(study), jobs });
  const progress = showProgress(runCount(study));
  const stop = () => {
    progress.stop();
    console.error(`Stopped. Runs that were done are kept in ${out}; the same command goes on from there.`);
    process.exit(130);
  };
  process.once('SIGINT', stop);
  try {
    return await runStudy(study, {
      stored,
      onReused: progress.reused,
      compute: (configs, onRun) =>
        pool.compute(configs, {
          onStart: progress.start,
          onRun(run) {
            appendRun(out, run);
            progress.done(run);
            onRun(run);
          },
        }),
    });
  } finally {
    process.off('SIGINT', stop);
    progress.stop();
    await pool.close();
  }
}

function summary(runs: readonly RunRecord[], out: string): string {
  const count = (wanted: RunRecord['status']) => runs.filter(({ status }) => status === wanted).length;
  const failures = new Set(runs.filter(({ status }) => status === 'failed').map(({ reason }) => reason));
  return [
    `${plural(runs.length, 'run')} (${count('ok')} ok, ${count('diverged')} diverged, ${count('failed')} failed), kept in ${out}`,
    ...[...failures].map((reason) => `failed: ${reason}`),
  ].join('\n');
}
