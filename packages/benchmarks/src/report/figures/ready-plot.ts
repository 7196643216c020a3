import type { LinePlot } from './line-plot.js';
import type { View } from './view.js';

/** Lines of a figure that is the same on every page: only who is shown may change, and whether axes are logarithmic. */
export function shownOf(plot: LinePlot, { without, log }: Pick<View, 'without' | 'log'>): LinePlot {
  const series = plot.names ? plot.series : plot.series.filter(({ optimizer }) => !without.has(optimizer));
  const first = Math.min(...series.flatMap(({ at }) => at.find((x) => x > 0) ?? []));
  const isLog = log.x && first < plot.x.domain[1];
  return {
    ...plot,
    x: isLog ? { ...plot.x, domain: [Math.max(first, plot.x.domain[0]), plot.x.domain[1]], isLog } : plot.x,
    y: { ...plot.y, isLog: plot.y.isLog && log.y },
    series,
    levels: plot.levels?.filter(({ optimizer }) => optimizer === undefined || !without.has(optimizer)),
  };
}
