import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';
import { defaultWorkersFolder, queueOption } from './queue-option.js';

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

const options = {
  queue: { ...queueOption, demandOption: true },
  jobs: { ...text, defaultDescription: 'number of cores', describe: 'runs at a time' },
  out: {
    ...text,
    default: defaultWorkersFolder,
    describe: 'folder for its results file, which is a new one; best one that all machines share',
  },
  timeout: { ...text, default: '3600', describe: 'seconds that a run may take; then it has failed' },
  'worker-memory': {
    ...text,
    default: '1000',
    describe: 'MB above which a process for runs is started anew; a run that takes twice as much has failed',
  },
  rate: { ...text, describe: 'jobs in a second that all workers together may begin; without it, as they come' },
  idle: { ...text, describe: 'seconds without a job after which it ends; without it, it waits for more' },
} satisfies Record<string, Options>;

export const workerOptionNames = Object.keys(options);

export const worker: CommandModule<object, Given> = {
  command: 'worker',
  describe: 'Compute runs that others have put into a queue',
  builder: (yargs) =>
    yargs.options(options).epilogue(
      exampleText([
        ['worker --queue redis://host:6379', 'on as many machines as there are'],
        ['run -o adam -p rosenbrock --queue redis://host:6379', 'what puts a study in, and makes its report'],
      ]),
    ) as unknown as Argv<Given>,
  handler: async (given) => (await import('../handlers/worker.js')).runWorker(given),
};
