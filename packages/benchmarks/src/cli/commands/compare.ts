import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';

const options = {
  all: { type: 'boolean', default: false, describe: 'also what is the same in both' },
  json: { type: 'boolean', default: false, describe: 'everything as JSON' },
} satisfies Record<string, Options>;

export const compareOptionNames = Object.keys(options);

export const compare: CommandModule<object, Given> = {
  command: 'compare [before] [after]',
  describe: 'Compare two results files: where optimizers end lower or higher than before',
  builder: (yargs) =>
    yargs
      .positional('before', { type: 'string', describe: 'results file' })
      .positional('after', { type: 'string', describe: 'results file' })
      .options(options)
      .epilogue(
        exampleText([['compare before.jsonl after.jsonl', 'the final values that differ, and which is lower']]),
      ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/compare.js')).compare(given),
};
