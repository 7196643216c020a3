import { columns } from '../cli/columns.js';
import { quote } from '../cli/commands/repeat-command.js';
import { formatNumber } from '../report/format.js';
import { budget, type Cell } from './diagnose.js';
import { stepSizes } from './subject.js';
import type { Trial } from './trial.js';

/** What was measured: optimizers, each with its cells in the order of the trials. */
export interface Diagnosis {
  /** The optimizers as they were asked for; undefined for the default. */
  readonly asked?: string;
  readonly trials: readonly Trial[];
  readonly rows: readonly { readonly optimizer: string; readonly cells: readonly Cell[] }[];
}

/** How all of it is measured. */
export const method = `A cell says how many times as many gradient evaluations the difficulty costs that optimizer, against the same problem without it: it says what is hard for whom, not who is fast. The step size is tuned without the difficulty, for all among ${[...stepSizes].sort((a, b) => a - b).join(', ')}, and kept with it; one that is spelt out stays as it is. All else is as by default. The objective has to stay low enough for ten steps; without the difficulty, within ${budget} gradient evaluations. Of several runs the worst counts. Sources are recalled, not read again.`;

/** lossScale → loss scale */
export const titleOf = ({ name }: Pick<Trial, 'name'>): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** 3.02, > 40 or – */
export function ratioText({ ratio, beyond }: Cell): string {
  if (ratio !== undefined) return formatNumber(ratio);
  return beyond === undefined ? '–' : `> ${formatNumber(beyond)}`;
}

const shortVerdict = ({ verdict }: Cell): string => (verdict === 'not applicable' ? 'n/a' : verdict);

/** pass 1.1, fail > 40, n/a */
export const cellText = (cell: Cell): string =>
  cell.verdict === 'not applicable' ? 'n/a' : `${shortVerdict(cell)} ${ratioText(cell)}`;

export const markText = ({ most, mark }: Trial): string => `Passed up to ${formatNumber(most)}. ${mark}`;

/** The command for one difficulty alone. */
export const commandOf = ({ name }: Trial, asked: Diagnosis['asked']): string =>
  `optimizer-zoo diagnose ${name}${asked === undefined ? '' : ` --optimizer ${quote(asked)}`}`;

/** Why what is not applicable is not, each reason once. */
export const reasonsOf = ({ rows }: Diagnosis): readonly string[] => [
  ...new Set(
    rows.flatMap(({ cells }) =>
      cells.flatMap((cell) =>
        cell.verdict === 'not applicable'
          ? [`${cell.optimizer}, ${titleOf({ name: cell.trial })}: ${cell.reason}`]
          : [],
      ),
    ),
  ),
];

/** The table. */
export const diagnosisText = ({ trials, rows }: Diagnosis): string =>
  columns([
    ['', ...trials.map(titleOf)],
    ...rows.map(({ optimizer, cells }) => [optimizer, ...cells.map(cellText)]),
  ]).join('\n');

/** All that was measured of one difficulty. */
export function detailText(trial: Trial, cells: readonly Cell[]): string {
  const { difficulty, setting, source } = trial;
  const table = columns([
    ['', 'verdict', 'ratio', 'step size', 'evaluations without', ''],
    ...cells.map((cell) => [
      cell.optimizer,
      cell.verdict,
      ratioText(cell),
      String(cell.without?.stepSize ?? '–'),
      String(cell.without?.cost ?? '–'),
      cell.reason ?? '',
    ]),
  ]);
  return [difficulty, setting, source, markText(trial), '', ...table].join('\n');
}
