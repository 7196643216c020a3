import { pickBackend } from '../../backends/pick-backend.js';
import { formatTerm } from '../../candidates/term.js';
import { type PathsConfig, paths, pathsTasks } from '../../landscape/paths.js';
import { type SurveyConfig, survey, surveyTasks } from '../../landscape/survey.js';
import type { Watcher } from '../../landscape/training.js';
import { landscapeReport } from '../../report/landscape-report.js';
import { pathsReport } from '../../report/paths-report.js';
import { misfitOn } from '../../run/fit.js';
import { needsOf } from '../../run/needs.js';
import { pagePath, writePage } from '../commands/files.js';
import { type Given, single, wholeNumber } from '../commands/given.js';
import { problemWords, quote } from '../commands/repeat-command.js';
import { InputError } from '../input-error.js';
import { showTasks } from '../progress.js';
import { tell } from '../terminal.js';
import { readOptimizers, readProblems } from './read-study.js';

/** More names than these do not fit beside lines. */
const mostPaths = 12;

/** Draws the landscape of a run, or the paths of several. */
export async function landscape(given: Given): Promise<void> {
  const { backend, because } = await pickBackend(single('backend', given));
  const config = readConfig(given);
  for (const optimizer of config.optimizers) checkFit({ ...config, optimizer }, backend);
  const html = pagePath(single('html', given)!);
  tell(`Backend ${backend}: ${because}.`);
  writePage(html, await pageOf(config, commandOf(config, backend)));
}

async function pageOf(config: PathsConfig, command: string): Promise<string> {
  const { optimizers, ...training } = config;
  if (optimizers.length > 1) {
    return pathsReport(await watched(pathsTasks(config), (tasks) => paths(config, tasks)), command);
  }
  const one = { ...training, optimizer: optimizers[0] };
  return landscapeReport(await watched(surveyTasks(one), (tasks) => survey(one, tasks)), command);
}

function readConfig(given: Given): PathsConfig {
  const problem = given.problem ?? (given.expr === undefined ? 'mlpClassifier' : undefined);
  const problems = readProblems({ ...given, problem });
  if (problems.length !== 1) throw new InputError(`--problem names ${problems.length}, but must name one.`);
  const optimizers = readOptimizers(given);
  if (optimizers.length > mostPaths) {
    throw new InputError(`--optimizer names ${optimizers.length}, but a page shows ${mostPaths} at most.`);
  }
  return {
    optimizers,
    problem: problems[0],
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

async function watched<T>(count: number, run: (tasks: Watcher) => Promise<T>): Promise<T> {
  const tasks = showTasks(count);
  try {
    return await run(tasks);
  } finally {
    tasks.stop();
  }
}

const commandOf = ({ optimizers, problem, steps, fullBatch }: PathsConfig, backend: string) =>
  [
    `optimizer-zoo landscape --optimizer ${quote(optimizers.map(formatTerm).join(', '))}`,
    ...problemWords([problem]),
    `--steps ${steps}${fullBatch ? ' --full-batch' : ''} --backend ${backend}`,
  ].join(' ');
