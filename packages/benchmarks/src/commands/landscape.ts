import type { Argv, CommandModule, Options } from 'yargs';
import { InputError } from '../input-error.js';
import { type Survey, type SurveyConfig, survey, surveyTasks } from '../landscape/survey.js';
import { formatSpec } from '../optimizer-spec.js';
import { pickBackend } from '../pick-backend.js';
import { showTasks } from '../progress.js';
import { landscapeReport } from '../report/landscape-report.js';
import { tell } from '../terminal.js';
import { exampleText } from './example-text.js';
import { pagePath, writePage } from './files.js';
import { problemWords, quote } from './repeat-command.js';
import { backendOption, type Given, readOptimizers, readProblems, single, wholeNumber } from './study-options.js';

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

const options = {
  optimizer: { ...text, alias: 'o', default: 'sgd:learningRate=0.1', describe: 'the optimizer, as adam:beta1=0.8' },
  problem: { ...text, alias: 'p', defaultDescription: 'mlpClassifier', describe: 'a problem of `list problems`' },
  expr: { ...text, describe: 'a problem of your own: an expression in x and y (or other letters)' },
  start: { ...text, describe: 'where --expr starts, one number for each variable: -1.2,1' },
  steps: { ...text, default: '500', describe: 'steps of the run' },
  'full-batch': { type: 'boolean', describe: 'train on all data at each step, not on minibatches' },
  backend: backendOption,
  html: { ...text, default: 'results/landscape.html', describe: 'where the page goes' },
} satisfies Record<string, Options>;

export const landscapeOptionNames = Object.keys(options);

export const landscape: CommandModule<object, Given> = {
  command: 'landscape',
  describe: 'Draw the landscape of a run: sharpness along it, the spectrum of the Hessian, slices of the loss',
  builder: (yargs) =>
    yargs.options(options).epilogue(
      exampleText([
        ['landscape --problem mlpClassifier --optimizer sgd:learningRate=0.1', 'a network, then the path of the page'],
        ['landscape -o sgd:learningRate=0.5 --full-batch --steps 2000', 'gradient descent at the edge of stability'],
      ]),
    ) as Argv<Given>,
  async handler(given) {
    const { backend, because } = await pickBackend(single('backend', given));
    const config = readConfig(given);
    const html = pagePath(single('html', given)!);
    tell(`Backend ${backend}: ${because}.`);
    writePage(html, landscapeReport(await execute(config), commandOf(config, backend)));
  },
};

function readConfig(given: Given): SurveyConfig {
  const problem = given.problem ?? (given.expr === undefined ? 'mlpClassifier' : undefined);
  return {
    optimizer: theOne('optimizer', readOptimizers(given)),
    problem: theOne('problem', readProblems({ ...given, problem })),
    steps: wholeNumber('steps', given, 1_000_000),
    fullBatch: Boolean(single('full-batch', given)),
  };
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
    `optimizer-zoo landscape --optimizer ${quote(formatSpec(optimizer))}`,
    ...problemWords([problem]),
    `--steps ${steps}${fullBatch ? ' --full-batch' : ''} --backend ${backend}`,
  ].join(' ');
