import type { Argv, CommandModule } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';

const options = {
  short: { type: 'boolean', default: false, describe: 'fewer seeds, steps or cells: as the tests have it' },
  broken: { type: 'boolean', default: false, describe: 'also with a broken optimizer, which must lose figures' },
  json: { type: 'boolean', default: false, describe: 'everything as JSON' },
  html: { type: 'string', nargs: 1, requiresArg: true, describe: 'also a page, and where it goes' },
  markdown: {
    type: 'string',
    nargs: 1,
    requiresArg: true,
    describe: 'also a page in Markdown; in one that is there, the sections of what is measured',
  },
} as const;

export const reproduceOptionNames = Object.keys(options);

export const reproduce: CommandModule<object, Given> = {
  command: 'reproduce [paper]',
  describe: 'Measure published figures again: what the paper says, what we get, and the verdict',
  builder: (yargs) =>
    yargs
      .positional('paper', { type: 'string', describe: 'only this one, or those of one family, with every figure' })
      .options(options)
      .epilogue(
        exampleText([
          ['reproduce', 'all of them, in half an hour at most'],
          ['reproduce inducedMetricSteps', 'one of them, figure by figure'],
          ['reproduce psgd --short', 'those of a family, in a shorter form'],
        ]),
      ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/reproduce.js')).reproduce(given),
};
