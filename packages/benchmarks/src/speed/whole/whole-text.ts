import type { Measured, MeasuredWays } from './measure-whole.js';

export interface WholeRow {
  readonly model: string;
  readonly measured: MeasuredWays;
}

type Part = keyof Measured['milliseconds'];

const measuredOf = ({ measured }: WholeRow, way: keyof MeasuredWays): Measured | undefined => {
  const { [way]: found } = measured;
  return 'fails' in found ? undefined : found;
};

/** tf's time in that with training kernels; undefined where one of them cannot train the model. */
export function wholeRatio(row: WholeRow, part: Part): number | undefined {
  const [tf, kernels] = [measuredOf(row, 'tf'), measuredOf(row, 'kernels')];
  return tf && kernels && tf.milliseconds[part] / kernels.milliseconds[part];
}

/** The whole steps as a table for a terminal: the least gain first, models that tfjs alone cannot train last. */
export function wholeText(rows: readonly WholeRow[]): string {
  const sorted = rows.toSorted((a, b) => (wholeRatio(a, 'step') ?? Infinity) - (wholeRatio(b, 'step') ?? Infinity));
  const heads = [
    'step',
    'gradient',
    'forward',
    'update',
    'gain',
    'of zoo',
    'gradient',
    'of it',
    'costliest',
    'peak MB',
  ];
  return [line('', heads), ...sorted.map(rowText)].join('\n');
}

function rowText(row: WholeRow): string {
  const kernels = measuredOf(row, 'kernels');
  if (!kernels) return line(row.model, [(row.measured.kernels as { fails: string }).fails]);
  const [tf, zoo] = [measuredOf(row, 'tf'), measuredOf(row, 'zoo')];
  const { milliseconds, costliest, peakBytes } = kernels;
  const both = (part: Part) => `${tf?.milliseconds[part].toPrecision(3) ?? '-'}→${milliseconds[part].toPrecision(3)}`;
  const times = (ratio: number | undefined) => (ratio === undefined ? '-' : `${ratio.toPrecision(3)}x`);
  const ratios = [
    times(wholeRatio(row, 'step')),
    times(zoo && zoo.milliseconds.step / milliseconds.step),
    times(wholeRatio(row, 'gradient')),
    (milliseconds.gradient / milliseconds.forward).toPrecision(2),
  ];
  const most = `${costliest.kernel} ${Math.round(100 * costliest.share)}%`;
  const megabytes = (bytes: number | undefined) => (bytes === undefined ? '-' : (bytes / 1e6).toPrecision(2));
  const memory = `${megabytes(tf?.peakBytes)}→${megabytes(peakBytes)}`;
  return line(row.model, [both('step'), both('gradient'), both('forward'), both('update'), ...ratios, most, memory]);
}

const line = (name: string, cells: readonly string[]) =>
  name.padEnd(36) + cells.map((cell, i) => cell.padStart(i === 8 ? 32 : i < 4 ? 15 : 10)).join('');
