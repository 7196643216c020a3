import type { Options } from 'yargs';
import { backendNames, defaultBackend, defaultMachines, plainArrays } from '../../backends/backend-names.js';
import { instrumentNames } from '../../run/instrument-names.js';
import { formOptions } from './form-options.js';
import { defaultWorkersFolder, queueOption } from './queue-option.js';

/** From simple to complex, for a first look. */
export const defaultProblems = ['quadratic', 'rosenbrock', 'beale', 'logisticRegression', 'mlpClassifier'] as const;

/** Where a command differs from the others: its defaults. */
export type StudyDefaults = Readonly<Record<'optimizer' | 'problem' | 'seeds' | 'budget' | 'tune' | 'out', string>>;

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

/** No `default`, so that it can be told whether one was asked for. */
export const backendOption = {
  ...text,
  defaultDescription: defaultBackend,
  describe: `tfjs backend: ${backendNames.join(', ')}`,
} as const;

/** The options of `run` and `race`. */
export const studyOptions = (defaults: StudyDefaults) =>
  ({
    optimizer: {
      ...text,
      alias: 'o',
      defaultDescription: defaults.optimizer,
      describe:
        'optimizers, as adam or "adam(beta1=0.8)", in quotes, as shells read parentheses; repeat, or separate by commas',
    },
    problem: {
      ...text,
      alias: 'p',
      defaultDescription: `${defaults.problem}, or only --expr and --game`,
      describe: 'problems of `list problems`; repeat, or separate by commas',
    },
    game: { ...text, describe: 'games of `list games`, for methods such as gda; repeat, or separate by commas' },
    expr: { ...text, describe: 'a problem of your own: an expression in x and y (or other letters)' },
    start: { ...text, describe: 'where --expr, or the one --problem, starts, one number for each variable: -1.2,1' },
    seeds: { ...text, defaultDescription: defaults.seeds, describe: 'number of seeds' },
    budget: {
      ...text,
      defaultDescription: defaults.budget,
      describe: 'what each run may spend: 500 (steps), 1000g (gradient evaluations) or 20s (seconds in steps)',
    },
    steps: { ...text, describe: 'the same in steps: --steps 500 is --budget 500' },
    tune: {
      ...text,
      defaultDescription: defaults.tune,
      describe:
        'settings tried for each optimizer on each problem, its own first: none, small (10), large (50), or how many',
    },
    backend: {
      ...text,
      defaultDescription: defaultMachines,
      describe: `where: ${plainArrays} (plain arrays) where problem and optimizer allow it, and a tfjs backend for the rest: ${backendNames.join(', ')}`,
    },
    instruments: {
      ...text,
      describe: `what to read along the runs that are judged: ${instrumentNames.join(', ')}, or all`,
    },
    timeout: { ...text, defaultDescription: '3600', describe: 'seconds that a run may take; then it has failed' },
    'worker-memory': {
      ...text,
      defaultDescription: '1000',
      describe: 'MB above which a process for runs is started anew; a run that takes twice as much has failed',
    },
    shard: { ...text, describe: 'only the first of three parts of the study: 1/3; put together by `merge`' },
    jobs: { ...text, defaultDescription: 'number of cores', describe: 'runs at a time; 1 for comparable times' },
    queue: { ...queueOption, describe: `have the runs computed by workers: ${queueOption.describe}` },
    workers: {
      ...text,
      defaultDescription: defaultWorkersFolder,
      describe: 'with --queue: the folder in which the files of the workers are, or to which they are copied',
    },
    priority: { ...text, describe: 'with --queue: 1 goes before 2; without it, before both' },
    out: {
      ...text,
      defaultDescription: defaults.out,
      describe: 'results file; runs found there are not computed again',
    },
    html: { ...text, defaultDescription: 'beside --out', describe: 'where the report goes' },
    ...formOptions,
    config: { ...text, describe: 'a study file, x.json or x.mjs; what stands on the command line goes before it' },
    'print-config': { type: 'boolean', describe: 'only print the study file that asks for the same' },
    'dry-run': { type: 'boolean', describe: 'only tell the number of runs, and about how long they take' },
  }) satisfies Record<string, Options>;

const none: StudyDefaults = { optimizer: '', problem: '', seeds: '', budget: '', tune: '', out: '' };
export const studyOptionNames = Object.keys(studyOptions(none));
