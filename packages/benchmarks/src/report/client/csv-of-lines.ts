import { csvLine } from '../../export/csv-line.js';
import type { OptimizerData } from '../data/optimizer-data.js';
import type { LinePlot } from '../figures/line-plot.js';

const plain = (label: string) => label.replace(/[↑→]/g, '').trim();

/** The points of a figure: a row for each. */
export function csvOfLines({ x, y, series, names }: LinePlot, optimizers: readonly OptimizerData[]): string {
  const head = [names ? 'line' : 'optimizer', plain(x.label), plain(y.label), 'low', 'high'];
  const rows = series.flatMap(({ optimizer, at, middle, low, high }) =>
    at.map((one, index) => [(names ?? optimizers)[optimizer].label, one, middle[index], low?.[index], high?.[index]]),
  );
  return [head, ...rows].map(csvLine).join('');
}
