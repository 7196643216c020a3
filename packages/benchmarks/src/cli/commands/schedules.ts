import type { Argv, CommandModule } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';

const options = {
  html: {
    type: 'string',
    nargs: 1,
    requiresArg: true,
    default: 'results/schedules.html',
    describe: 'where the page goes',
  },
} as const;

export const scheduleOptionNames = Object.keys(options);

export const schedules: CommandModule<object, Given> = {
  command: 'schedules',
  describe: 'Draw every schedule, and two learning-rate range tests, on one page',
  builder: (yargs) =>
    yargs
      .options(options)
      .epilogue(exampleText([['schedules --html schedules.html', 'the gallery, in a few seconds']])) as Argv<Given>,
  handler: async (given) => (await import('../handlers/schedules.js')).schedules(given),
};
