import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';

const path = { type: 'string', nargs: 1, requiresArg: true } as const;

const options = {
  csv: { ...path, describe: 'a table of the runs, as text' },
  parquet: { ...path, describe: 'the same table, in columns with types' },
  'parquet-folder': {
    ...path,
    describe: 'a folder of Parquet files for `query`: curves too, divided by problem; of results of any size',
  },
  tensorboard: {
    ...path,
    describe: 'a folder of event files for TensorBoard, which W&B takes too: a curve for each run',
  },
  mlflow: { ...path, describe: 'a folder as MLflow keeps runs in files (mlruns)' },
  markdown: { ...path, describe: 'the tables of the report' },
  json: { ...path, describe: 'all figures of the report' },
} satisfies Record<string, Options>;

export const exportOptionNames = Object.keys(options);

export const exportCommand: CommandModule<object, Given> = {
  command: 'export [file]',
  describe: 'Write the runs of a results file as CSV, Parquet, Markdown or JSON, or for TensorBoard or MLflow',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', default: 'results/runs.jsonl', describe: 'results file' })
      .options(options)
      .epilogue(
        exampleText([
          ['export results/runs.jsonl --csv runs.csv --parquet runs.parquet', 'both, a row for each run'],
          ['export --markdown /dev/stdout', 'the ranking and a table for each problem'],
        ]),
      ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/export.js')).exportRuns(given),
};
