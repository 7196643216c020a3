import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';

const options = {
  out: {
    type: 'string',
    nargs: 1,
    requiresArg: true,
    default: 'results/runs.jsonl',
    describe: 'results file that the runs are added to',
  },
} satisfies Record<string, Options>;

export const mergeOptionNames = Object.keys(options);

export const merge: CommandModule<object, Given> = {
  command: 'merge [files..]',
  describe: 'Put results files together, each run once',
  builder: (yargs) =>
    yargs
      .positional('files', { type: 'string', describe: 'results files' })
      .options(options)
      .epilogue(
        exampleText([
          ['run --shard 1/2 --out a.jsonl', 'half of a study here, the other (2/2) elsewhere'],
          ['merge a.jsonl b.jsonl --out all.jsonl', 'the whole'],
        ]),
      ) as unknown as Argv<Given>,
  handler: async (given) => (await import('../handlers/merge.js')).merge(given),
};
