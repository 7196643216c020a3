import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import { formOptions } from './form-options.js';
import type { Given } from './given.js';

const options = {
  from: {
    type: 'string',
    nargs: 1,
    requiresArg: true,
    array: true,
    default: ['results/runs.jsonl'],
    describe: 'a results file, or a folder or file of Parquet; repeat for several',
  },
  rows: { type: 'boolean', default: false, describe: 'the answer as JSON, instead of as a table' },
  ...formOptions,
} satisfies Record<string, Options>;

export const queryOptionNames = Object.keys(options);

export const query: CommandModule<object, Given> = {
  command: 'query [sql]',
  describe: 'Ask results of any size in SQL, or write the tables of their report, by DuckDB',
  builder: (yargs) =>
    yargs
      .positional('sql', { type: 'string', describe: 'a question to the table `runs`' })
      .options(options)
      .epilogue(
        exampleText([
          [
            'query "select optimizer, median(final) from runs where not trial group by all"',
            'a row for each optimizer',
          ],
          ['query "describe runs"', 'the columns'],
          ['export --parquet-folder results/parquet', 'once, for results of millions of runs'],
          ['query --from results/parquet --markdown /dev/stdout', 'the tables of the report of all of them'],
        ]),
      ) as unknown as Argv<Given>,
  handler: async (given) => (await import('../handlers/query.js')).query(given),
};
