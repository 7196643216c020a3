import { existsSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { InputError } from '../input-error.js';
import { report as makeReport } from '../report/report.js';
import { exampleText } from './example-text.js';
import { complain, openResults, pageBeside, pagePath, writePage } from './files.js';
import { type Given, single } from './study-options.js';
import { shownRuns, shownSentences } from './versions.js';

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
    const results = openResults(`Results file '${file}'`, file);
    complain(results.complaints);
    const shown = shownRuns(results);
    if (!shown) throw new InputError(`Results file '${file}' holds no usable run.`);
    const html = pagePath(single('html', given) ?? pageBeside(file, 'report'), file);
    const [version, runs] = shown;
    complain(shownSentences(results, version));
    writePage(html, makeReport([...runs.values()]));
  },
};
