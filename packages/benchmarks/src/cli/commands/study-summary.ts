import { problemLabel } from '../../candidates/problem-label.js';
import { formatTerm } from '../../candidates/term.js';
import { listOf, plural } from '../../report/format.js';
import { groupBy } from '../../report/group-by.js';
import type { ResultsFile } from '../../study/results-file.js';
import type { RunRecord } from '../../study/run-record.js';
import { CommandError } from '../command-error.js';
import { visibleLine } from '../terminal.js';
import { firstFew } from './files.js';

/** How runs ended, where they are kept, and which of them failed and why. */
export const summary = (runs: readonly RunRecord[], out: string): string =>
  [
    `${plural(runs.length, 'run')} (${count(runs, 'ok')} ok, ${count(runs, 'diverged')} diverged, ${count(runs, 'failed')} failed${unfitText(count(runs, 'not applicable'))}), kept in ${out}`,
    ...firstFew(
      groupBy(withStatus(runs, 'failed'), ({ config, reason }) => `${subjectOf(config)}: ${reason}`).map(failure),
    ),
  ].join('\n');

const unfitText = (unfit: number) => (unfit > 0 ? `, ${unfit} not applicable` : '');

export const stoppedSentence = ({ file }: ResultsFile): string =>
  `Stopped. Runs that were done are kept in ${file}; the same command goes on from there.`;

/** A run that failed says nothing of an optimizer: whoever goes on with the results must be able to tell. */
export function endIfFailed(runs: readonly RunRecord[]): void {
  const failed = count(runs, 'failed');
  if (failed === 0) return;
  throw new CommandError(`${failed} of ${plural(runs.length, 'run')} failed; the same command tries them again.`, 3);
}

const withStatus = (runs: readonly RunRecord[], wanted: RunRecord['status']) =>
  runs.filter(({ status }) => status === wanted);

const count = (runs: readonly RunRecord[], wanted: RunRecord['status']) => withStatus(runs, wanted).length;

const subjectOf = ({ optimizer, problem }: RunRecord['config']) =>
  `${formatTerm(optimizer)} on ${problemLabel(problem)}`;

function failure(runs: readonly RunRecord[]): string {
  const [{ config, reason }] = runs;
  const seeds = listOf(runs.map((run) => String(run.config.seed)));
  return visibleLine(`failed: ${subjectOf(config)}, ${runs.length === 1 ? 'seed' : 'seeds'} ${seeds}: ${reason}`);
}
