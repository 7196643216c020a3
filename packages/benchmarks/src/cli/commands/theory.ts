import type { Argv, CommandModule } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';

const options = {
  json: { type: 'boolean', default: false, describe: 'everything as JSON' },
  html: { type: 'string', nargs: 1, requiresArg: true, describe: 'also a page, and where it goes' },
} as const;

export const theoryOptionNames = Object.keys(options);

export const theory: CommandModule<object, Given> = {
  command: 'theory [claim]',
  describe: 'Check theorems on the optimizers: what is measured, its bound, and an optimizer that breaks it',
  builder: (yargs) =>
    yargs
      .positional('claim', { type: 'string', describe: 'only this one, with its statement and source' })
      .options(options)
      .epilogue(
        exampleText([
          ['theory', 'the table of all claims, in a minute'],
          ['theory fista', 'one of them'],
          ['theory --html theory.html', 'the table, and a page with all statements and sources'],
        ]),
      ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/theory.js')).theory(given),
};
