import { pickBackend } from '../../backends/pick-backend.js';
import { formatTerm } from '../../candidates/term.js';
import { type Survey, type SurveyConfig, survey, surveyTasks } from '../../landscape/survey.js';
import { landscapeReport } from '../../report/landscape-report.js';
import { misfitOn } from '../../run/fit.js';
import { needsOf } from '../../run/needs.js';
import { pagePath, writePage } from '../commands/files.js';
import { type Given, single, wholeNumber } from '../commands/given.js';
import { problemWords, quote } from '../commands/repeat-command.js';
import { InputError } from '../input-error.js';
import { showTasks } from '../progress.js';
import { tell } from '../terminal.js';
import { readOptimizers, readProblems } from './read-study.js';

/** Draws the landscape of a run. */
export async function landscape(given: Given): Promise<void> {
  const { backend, because } = await pickBackend(single('backend', given));
  const config = readConfig(given);
  checkFit(config, backend);
  const html = pagePath(single('html', given)!);
  tell(`Backend ${backend}: ${because}.`);
  writePage(html, landscapeReport(await execute(config), commandOf(config, backend)));
}

function readConfig(given: Given): SurveyConfig {
  const problem = given.problem ?? (given.expr === undefined ? 'mlpClassifier' : undefined);
  return {
    optimizer: theOne('optimizer', readOptimizers(given)),
    problem: theOne('problem', readProblems({ ...given, problem })),
    steps: wholeNumber('steps', given, 1_000_000),
    fullBatch: Boolean(single('full-batch', given)),
  };
}

/** A landscape is that of a loss, which a game has not; all data are seen as a loss alone. */
function checkFit({ optimizer, problem, fullBatch }: SurveyConfig, backend: string): void {
  const why = misfitOn(backend, { optimizer, problem });
  if (why || 'game' in problem) throw new InputError(why ?? `--game: a game has no landscape of one loss.`);
  if (!fullBatch || needsOf(optimizer).every((need) => need === 'loss')) return;
  throw new InputError(`--full-batch shows a loss alone, but ${formatTerm(optimizer)} needs more.`);
}

function theOne<T>(option: string, all: readonly T[]): T {
  if (all.length === 1) return all[0];
  throw new InputError(`--${option} names ${all.length}, but must name one: a page shows one run.`);
}

async function execute(config: SurveyConfig): Promise<Survey> {
  const tasks = showTasks(surveyTasks(config));
  try {
    return await survey(config, tasks);
  } finally {
    tasks.stop();
  }
}

const commandOf = ({ optimizer, problem, steps, fullBatch }: SurveyConfig, backend: string) =>
  [
    `optimizer-zoo landscape --optimizer ${quote(formatTerm(optimizer))}`,
    ...problemWords([problem]),
    `--steps ${steps}${fullBatch ? ' --full-batch' : ''} --backend ${backend}`,
  ].join(' ');
