import type { Paths, Reading } from '../landscape/paths.js';
import { problemFrom } from '../real-data/problems.js';
import { instrumentNames, overlapRankOf } from '../run/instrument-names.js';
import { knownPoints } from './figures/known-points.js';
import type { AxisOptions, Level, LinePlot } from './figures/line-plot.js';
import { formatNumber } from './format.js';
import { html } from './html.js';
import { instrumentCaptions, instrumentLabels } from './instruments.js';
import type { Captioned } from './landscape-plots.js';
import { extentOf } from './statistics.js';
import { valueAxis } from './value-axis.js';

/** What instruments tell over time, a figure each, by its id. */
export function pathsPlots(paths: Paths): Readonly<Record<string, Captioned>> {
  const captions = instrumentCaptions(overlapRankOf(problemFrom(paths.problem).dimension));
  const plain = instrumentNames
    .filter((name) => name !== 'sharpness')
    .map((name): [string, Captioned] => {
      const axis = valueAxis(`↑ ${instrumentLabels[name]}`, valuesOf(paths, name));
      return [name, { caption: captions[name], plot: linesOf(paths, name, axis) }];
    });
  return {
    sharpness: sharpness(paths),
    ...Object.fromEntries(plain),
    objective: {
      caption: html`<strong>Objective</strong> over all data, at the same steps.`,
      plot: linesOf(paths, 'objective', valueAxis('↑ objective', valuesOf(paths, 'objective'))),
    },
  };
}

/** With 2 / step size of each optimizer where it is not far above all. */
function sharpness(paths: Paths): Captioned {
  const values = valuesOf(paths, 'sharpness');
  const top = Math.max(0, extentOf(values)[1]);
  const edges = paths.runs
    .map(({ label: name, stepSize }, optimizer) => ({ name, optimizer, edge: 2 / stepSize }))
    .filter(({ edge }) => Number.isFinite(edge));
  const near = edges.filter(({ edge }) => edge < 3 * top);
  const far = edges.filter((one) => !near.includes(one));
  const words = (list: typeof edges) => list.map(({ name, edge }) => `${name} ${formatNumber(edge)}`).join(', ');
  const levels = near.map(({ edge, optimizer }): Level => ({ axis: 'y', at: edge, optimizer }));
  return {
    caption: html`<strong>Sharpness</strong>, the largest eigenvalue of the Hessian.${near.length > 0 && ` Dotted: 2 / step size (${words(near)}), above which plain gradient descent moves away; momentum and preconditioners have thresholds of their own.`}${far.length > 0 && ` Far above, and not drawn: 2 / step size of ${words(far)}.`}`,
    plot: {
      ...linesOf(
        paths,
        'sharpness',
        valueAxis(`↑ ${instrumentLabels.sharpness}`, [...values, ...near.map(({ edge }) => edge)]),
      ),
      levels,
    },
  };
}

/** A line for each optimizer; where a reading is no number, there is no point. */
const linesOf = ({ runs, steps }: Paths, of: keyof Reading, y: AxisOptions): LinePlot => ({
  title: `${y.label.slice(2)} of each optimizer against the step.`,
  x: { label: 'step →', domain: [0, steps], isLog: false },
  y,
  isStepped: false,
  bands: 'all',
  series: runs.map(({ readings }, index) => knownPoints(index, readings.map((reading) => [reading.step, reading[of]]), y)), // biome-ignore format: one line
});

const valuesOf = ({ runs }: Paths, of: keyof Reading) =>
  runs.flatMap(({ readings }) => readings.map((reading) => reading[of])).filter(Number.isFinite);
