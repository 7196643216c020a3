import { type Comparison, compareRuns } from '../../report/compare-runs.js';
import { formatNumber } from '../../report/format.js';
import { finalDigits } from '../../report/ties.js';
import { columns } from '../columns.js';
import { complain, resultsPath } from '../commands/files.js';
import type { Given } from '../commands/given.js';
import { readShownRuns } from '../commands/versions.js';
import { InputError } from '../input-error.js';
import { print } from '../terminal.js';

/** Prints where two results files differ. */
export function compare(given: Given): void {
  const { before, after } = given;
  if (before === undefined || after === undefined) {
    throw new InputError('Two results files are needed; write compare before.jsonl after.jsonl.');
  }
  const [first, second] = [before, after].map((file) => readShownRuns(resultsPath(String(file))));
  complain([...first.sentences, ...second.sentences]);
  const { both, onlyBefore, onlyAfter } = compareRuns(first.runs, second.runs);
  if (given.json) {
    print(JSON.stringify({ both, onlyBefore, onlyAfter }, undefined, 2));
    return;
  }
  const shown = given.all ? both : both.filter(({ verdict }) => verdict !== 'same');
  if (shown.length > 0) {
    const head = ['optimizer', 'problem', 'before', 'after', ''];
    print(columns([head, ...shown.map(rowOf)]).join('\n'));
  }
  const count = (wanted: Comparison['verdict']) => both.filter(({ verdict }) => verdict === wanted).length;
  print(
    `${both.length} compared: ${count('same')} the same, ${count('lower')} lower, ${count('higher')} higher; ${onlyBefore} only before, ${onlyAfter} only after.`,
  );
}

const rowOf = ({ optimizer, problem, before, after, verdict }: Comparison) => [
  optimizer,
  problem,
  ...[before, after].map((final) => (Number.isFinite(final) ? formatNumber(final, finalDigits) : 'diverged')),
  verdict,
];
