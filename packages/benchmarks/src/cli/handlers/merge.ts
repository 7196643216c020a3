import { problemLabel } from '../../candidates/problem-label.js';
import { formatTerm } from '../../candidates/term.js';
import { plural } from '../../report/format.js';
import { mergeRuns } from '../../study/merge-runs.js';
import { checkRecords, complain, openResults, recordsPath, resultsPath } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { InputError } from '../input-error.js';
import { print } from '../terminal.js';

/** Puts results files together. */
export function merge(given: Given): void {
  const files = ((given.files ?? []) as string[]).map((file) => resultsPath(file));
  if (files.length === 0)
    throw new InputError('No results file is given; write merge a.jsonl b.jsonl --out all.jsonl.');
  const out = recordsPath(single('out', given)!);
  checkRecords(out, 'runs', openResults('--out', out).versions.length > 0, 'id');
  const { added, known, conflicts, complaints } = mergeRuns(files, out);
  complain(complaints);
  complain(
    conflicts.map(
      ({ config: { optimizer, problem, seed } }) =>
        `${formatTerm(optimizer)} on ${problemLabel(problem)}, seed ${seed}, differs from what is kept: the first one stays.`,
    ),
  );
  print(
    `${plural(added, 'run')} added to ${out}, ${known} known already${conflicts.length > 0 ? `, of which ${conflicts.length} differ` : ''}.`,
  );
}
