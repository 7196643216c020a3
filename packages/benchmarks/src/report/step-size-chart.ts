import * as Plot from '@observablehq/plot';
import { chart, figure, logAxis } from './chart.js';
import type { Trial } from './entries.js';
import { foregroundOf, othersNote } from './foreground.js';
import { formatNumber, formatTicks } from './format.js';
import { type Html, html } from './html.js';
import { measureDomain } from './measure-domain.js';
import type { Looks } from './palette.js';
import { finalMeasure, measureName, type Score } from './scores.js';
import { extentOf } from './statistics.js';
import type { Task } from './tasks.js';

const size = { width: 540, height: 330, marginLeft: 54, marginRight: 20, marginTop: 28, marginBottom: 46 };

/** Where each tried step size ended: how much the choice matters, and whether the best one lies at the edge. */
export function stepSizeChart(task: Task, scores: readonly Score[], looks: Looks): Html | undefined {
  const shown = foregroundOf(scores);
  const entries = task.entries
    .filter(({ label }) => shown.has(label))
    .map((entry) => ({
      ...entry,
      trials: entry.trials.filter(({ stepSize }) => stepSize > 0),
    }));
  if (entries.every(({ trials }) => trials.length < 2)) return undefined;
  const [low, high] = measureDomain(
    task,
    entries.flatMap(({ trials }) => trials.map(({ run }) => run)),
  );
  const all = entries.flatMap(({ trials }) => trials.map(({ stepSize }) => stepSize));
  const x = (trial: Trial) => trial.stepSize;
  const y = ({ run }: Trial) => Math.min(finalMeasure(task, run), high);
  const isLost = ({ run }: Trial) => run.status !== 'ok';
  const label = `↑ final ${measureName(task)}`;
  const yAxis =
    low > 0 ? logAxis(label, [low, high]) : { label, domain: [low, high], tickFormat: formatTicks([low, high]) };
  const drawing = chart(`Step sizes tried on ${task.label}: final ${measureName(task)} against step size.`, {
    ...size,
    x: { ...logAxis('step size →', extentOf(all)), inset: 10 },
    y: { ...yAxis, grid: true },
    marks: entries.flatMap(({ label, trials, chosen }) => {
      const { color, dash, className } = looks.get(label)!;
      const title = (trial: Trial) =>
        `${label}, step size ${formatNumber(trial.stepSize)}: ${isLost(trial) ? trial.run.reason : formatNumber(finalMeasure(task, trial.run))}`;
      return [
        Plot.line(
          trials.filter((trial) => !isLost(trial)),
          { x, y, stroke: color, strokeOpacity: 0.7, strokeDasharray: dash, className },
        ),
        Plot.dot(
          trials.filter((trial) => !isLost(trial)),
          { x, y, r: 2.5, fill: color, title, className },
        ),
        Plot.dot(
          trials.filter((trial) => trial === chosen),
          { x, y, r: 6, stroke: color, strokeWidth: 2, title, className },
        ),
        Plot.text(trials.filter(isLost), { x, y: high, text: () => '×', fontSize: 18, fill: color, title, className }),
      ];
    }),
  });
  return figure(
    html`<strong>Step sizes tried</strong> on the first seed. The ring is the one that was chosen and run on the other seeds; × at the top diverged.${othersNote(scores, 'are in the table alone')}`,
    drawing,
  );
}
