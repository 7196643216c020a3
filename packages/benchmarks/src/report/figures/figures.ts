import type { InstrumentName } from '../../run/instrument-names.js';
import type { PageData } from '../data/page-data.js';
import { instrumentLabels } from '../instruments.js';
import type { LinePlot } from './line-plot.js';
import { ecdf, ecdfOfTime, performance, solved } from './profiles.js';
import { shownOf } from './ready-plot.js';
import { instrumentCurves, taskCurves } from './task-curves.js';
import type { View } from './view.js';

const overAll = { ecdf, ecdfOfTime, performance, solved } as const;
const ofTask = { loss: 'curves', heldOut: 'heldOut', accuracy: 'accuracy' } as const;

/** The figures of lines of a report: over all problems, and of one; others are ready in the page's data. */
export type FigureName = keyof typeof overAll | keyof typeof ofTask;

/** The figure of that name, as the reader has chosen; of one task where it is of one. */
export function plotOf(name: string, data: PageData, view: View, task = 0): LinePlot {
  const ready = data.plots?.[name];
  if (ready) return shownOf(ready, view);
  if (name in instrumentLabels) {
    const instrument = name as InstrumentName;
    return instrumentCurves(data.tasks[task], instrument, instrumentLabels[instrument], view);
  }
  return name in ofTask
    ? taskCurves(data, data.tasks[task], ofTask[name as keyof typeof ofTask], view)
    : overAll[name as keyof typeof overAll](data, view);
}
