import type { Argv, CommandModule } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';
import { families } from './race.js';

/** One of each family and tf's own, and some that are known for one of the difficulties. */
const defaultOptimizers = [
  ...families,
  'momentum',
  'adagrad',
  'scheduleFreeSgd',
  'clipByGlobalNorm(sgd)',
  'lbfgs',
].join(', ');

const options = {
  optimizer: {
    type: 'string',
    nargs: 1,
    requiresArg: true,
    alias: 'o',
    defaultDescription: defaultOptimizers,
    describe: 'optimizers, as `run` takes them; the step size of one that spells it out is not tuned',
  },
  json: { type: 'boolean', default: false, describe: 'everything as JSON' },
  markdown: { type: 'boolean', default: false, describe: 'the table in Markdown, with what stands beneath' },
  html: { type: 'string', nargs: 1, requiresArg: true, describe: 'also a page, and where it goes' },
} as const;

export const diagnoseOptionNames = Object.keys(options);

export const diagnose: CommandModule<object, Given> = {
  command: 'diagnose [difficulty]',
  describe: 'Find out what optimizers can do: what rotation, noise, saddles and the like cost each of them',
  builder: (yargs) =>
    yargs
      .positional('difficulty', { type: 'string', describe: 'only this one, with all that was measured' })
      .options(options)
      .epilogue(
        exampleText([
          ['diagnose', 'the table of all difficulties, in two minutes'],
          ['diagnose rotation -o "adam, shampoo, lookahead(sgd)"', 'one of them'],
          ['diagnose --html diagnosis.html', 'the table, and a page that explains it'],
        ]),
      ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/diagnose.js')).diagnose(given, defaultOptimizers),
};
