import { plural } from '../../report/format.js';
import { codeVersion } from '../../study/code-version.js';
import type { ResultsFile, Runs } from '../../study/results-file.js';
import type { RunRecord } from '../../study/run-record.js';
import { InputError } from '../input-error.js';
import { complain, openResults } from './files.js';

/** The runs of a file that a page shows: of this version of the code, or where there are none of the one that ran last. */
export const shownRuns = ({ versions }: ResultsFile): [version: string, runs: Runs] | undefined =>
  versions.find(([version]) => version === codeVersion()) ?? versions.at(-1);

/** A sentence on the runs of each version that a page does not show, and one if what it shows is not of this version. */
export const shownSentences = ({ file, versions }: ResultsFile, shown: string): string[] => [
  ...versions
    .filter(([version]) => version !== shown)
    .map(([version, { size }]) => `${file} holds ${plural(size, 'run')} of version ${version}: kept, but not shown.`),
  ...(shown === codeVersion() ? [] : [`What is shown was run by version ${shown}; this is ${codeVersion()}.`]),
];

/** The runs of a file that a page shows, and what is to be said of the file. */
export function readShownRuns(file: string): { runs: RunRecord[]; sentences: string[] } {
  const results = openResults(`Results file '${file}'`, file);
  const shown = shownRuns(results);
  if (!shown) {
    complain(results.complaints);
    throw new InputError(`Results file '${file}' holds no usable run.`);
  }
  const [version, runs] = shown;
  return { runs: [...runs.values()], sentences: [...results.complaints, ...shownSentences(results, version)] };
}

/** A sentence on the runs of each other version, which do not pass for runs of this one. */
export const staleSentences = ({ file, versions }: ResultsFile): string[] =>
  versions
    .filter(([version]) => version !== codeVersion())
    .map(
      ([version, { size }]) =>
        `${file} holds ${plural(size, 'run')} of version ${version}: kept, but run anew where asked for, as this is ${codeVersion()}.`,
    );
