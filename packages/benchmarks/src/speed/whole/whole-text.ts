import { gain, type Measured, measuredOf, type Part, type WholeRecord, worstFirst } from './whole-record.js';

const heads = ['step', 'gradient', 'forward', 'update', 'gain', 'of zoo', 'gradient', 'in fit', 'of it', 'costliest'];

/** The whole steps as a table for a terminal: the least gain first, models that tfjs alone cannot train last. */
export const wholeText = (records: readonly WholeRecord[]): string =>
  [line('', [...heads, 'peak MB']), ...worstFirst(records).map(rowText)].join('\n');

function rowText(record: WholeRecord): string {
  const kernels = measuredOf(record, 'kernels');
  if (!kernels) return line(record.model, [(record.ways.kernels as { fails: string }).fails]);
  const tf = measuredOf(record, 'tf');
  const { milliseconds, costliest, peakBytes } = kernels;
  const both = (part: Exclude<Part, 'fit'>) => `${shortTime(tf, part)}→${shortTime(kernels, part)}`;
  const ratios = [
    times(gain(record, 'step')),
    times(gain(record, 'step', 'zoo')),
    times(gain(record, 'gradient')),
    times(gain(record, 'fit')),
    (milliseconds.gradient / milliseconds.forward).toPrecision(2),
  ];
  const most = `${costliest.kernel} ${Math.round(100 * costliest.share)}%`;
  const megabytes = (bytes: number | undefined) => (bytes === undefined ? '-' : (bytes / 1e6).toPrecision(2));
  const memory = `${megabytes(tf?.peakBytes)}→${megabytes(peakBytes)}`;
  return line(record.model, [both('step'), both('gradient'), both('forward'), both('update'), ...ratios, most, memory]);
}

const shortTime = (measured: Measured | undefined, part: Part) => measured?.milliseconds[part]?.toPrecision(3) ?? '-';

const times = (ratio: number | undefined) => (ratio === undefined ? '-' : `${ratio.toPrecision(3)}x`);

const widths = [15, 15, 15, 15, 9, 9, 9, 9, 7, 32, 11];

const line = (name: string, cells: readonly string[]) =>
  name.padEnd(36) + cells.map((cell, i) => cell.padStart(widths[i])).join('');
