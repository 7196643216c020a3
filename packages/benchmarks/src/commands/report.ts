import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { InputError } from '../input-error.js';
import { report as makeReport } from '../report/report.js';
import { exampleText } from './example-text.js';
import { checkWritable, openResults, writeReport } from './files.js';
import { type Given, single } from './study-options.js';

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

export const report: CommandModule<object, Given> = {
  command: 'report [file]',
  describe: 'Make the report of everything in a results file',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', default: 'results/runs.jsonl', describe: 'results file' })
      .options({ html: { ...text, defaultDescription: 'beside the results file', describe: 'where the report goes' } })
      .epilogue(
        exampleText([['report results/runs.jsonl --html report.html', 'every run in that file on one page']]),
      ) as Argv<Given>,
  handler(given) {
    const file = String(given.file);
    if (!existsSync(file)) throw new InputError(`There is no results file '${file}'; 'optimizer-zoo run' writes one.`);
    const runs = openResults(`Results file '${file}'`, file);
    if (runs.size === 0) throw new InputError(`Results file '${file}' holds no usable run.`);
    const html = single('html', given) ?? path.join(path.dirname(file), 'report.html');
    writeReport(checkWritable('html', html), makeReport([...runs.values()]));
  },
};
