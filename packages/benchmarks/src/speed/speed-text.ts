import { formatNumber } from '../report/format.js';
import { groupBy } from '../report/group-by.js';
import { shapeLabel } from './shapes.js';
import { copyShare, type SpeedRecord, torchRatio } from './speed-record.js';

/** The measurements as tables for a terminal: one for each rule. */
export const speedText = (records: readonly SpeedRecord[]): string =>
  groupBy(records, ({ rule }) => rule)
    .map((ofRule) => [
      line(ofRule[0].rule, 'zoo', `tf.${ofRule[0].rule}`, 'ratio', 'in any round', 'of a copy', ...peers),
      ...ofRule.map(describeSpeed),
    ])
    .map((lines) => lines.join('\n'))
    .join('\n\n');

export function describeSpeed(record: SpeedRecord): string {
  const { milliseconds, ratio, range, torch } = record;
  const toTorch = torchRatio(record);
  return line(
    shapeLabel(record),
    milliseconds.zoo.toPrecision(3),
    milliseconds.builtIn.toPrecision(3),
    `${ratio.toFixed(1)}x`,
    range.map((value) => value.toFixed(1)).join('-'),
    `${formatNumber(100 * copyShare(record))}%`,
    inform('milliseconds' in torch ? torch : undefined),
    toTorch === undefined ? '-' : `${toTorch.toFixed(1)}x`,
    inform('milliseconds' in torch ? torch.twoThreads : undefined),
    inform('milliseconds' in torch ? torch.optax : undefined),
  );
}

const peers = ['torch', 'ratio', 'on 2 threads', 'optax'];

const inform = (time: { readonly milliseconds: number; readonly form?: string } | undefined) =>
  time ? [time.milliseconds.toPrecision(3), time.form].filter(Boolean).join(' ') : '-';

const line = (...cells: string[]) => cells.map((cell) => cell.padStart(14)).join('');
