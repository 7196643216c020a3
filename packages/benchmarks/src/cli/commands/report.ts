import type { Argv, CommandModule } from 'yargs';
import { exampleText } from './example-text.js';
import { formOptions } from './form-options.js';
import type { Given } from './given.js';

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

export const report: CommandModule<object, Given> = {
  command: 'report [file]',
  describe: 'Make the report of everything in a results file',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', default: 'results/runs.jsonl', describe: 'results file' })
      .options({
        html: { ...text, defaultDescription: 'beside the results file', describe: 'where the report goes' },
        ...formOptions,
      })
      .epilogue(
        exampleText([
          ['report results/runs.jsonl --html report.html', 'every run in that file on one page'],
          ['report --markdown /dev/stdout', 'the tables, too, for a pull request'],
        ]),
      ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/report.js')).report(given),
};
