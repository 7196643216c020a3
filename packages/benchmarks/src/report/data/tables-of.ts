import { csvLine } from '../../export/csv-line.js';
import type { Findings } from '../findings.js';
import { foregroundOf } from '../foreground.js';

/** What stands behind the figures that are not lines, as CSV by the id of the figure. */
export function tablesOf({ standings, overall, tasks, scores }: Findings): Record<string, string> {
  const ranks = standings.map(({ label, meanRank }) => [label, meanRank, ...(overall.get(label)?.meanRank ?? [])]);
  const ways = tasks.flatMap(({ entries }, index) => {
    const shown = foregroundOf(scores[index]);
    const points = entries
      .filter(({ label }) => shown.has(label))
      .flatMap(({ label, runs }) => (runs[0].trajectory ?? []).map(([x, y]) => [label, x, y]));
    return points.length > 0 ? [[`ways-${index + 1}`, csv(['optimizer', 'x', 'y'], points)]] : [];
  });
  return { ranks: csv(['optimizer', 'mean rank', 'low', 'high'], ranks), ...Object.fromEntries(ways) };
}

const csv = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, ...rows].map(csvLine).join('');
