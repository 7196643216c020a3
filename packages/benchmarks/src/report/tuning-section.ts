import * as Plot from '@observablehq/plot';
import { candidates } from '../candidates/candidates.js';
import { type Dimension, dimensionName, valueIn } from '../study/dimension.js';
import { searchSpace } from '../study/search-space.js';
import { bestTrial, type Trial } from '../study/tuning.js';
import { chart, figure } from './chart.js';
import { type Entry, isKnown } from './entries.js';
import { finalMeasure } from './final-measure.js';
import { foregroundOf, othersNote } from './foreground.js';
import { formatNumber, formatTicks } from './format.js';
import { groupBy } from './group-by.js';
import { type Html, html } from './html.js';
import type { JudgedScore } from './judged-scores.js';
import { type Extent, logAxis } from './log-axis.js';
import { measure, measureName } from './measure.js';
import { domainOf } from './measure-domain.js';
import type { Looks } from './palette.js';
import { settingText } from './setting-text.js';
import { extentOf } from './statistics.js';
import { nameCell, table } from './tables.js';
import type { Task } from './tasks.js';
import { finalDigits } from './ties.js';

const size = { width: 540, height: 300, marginLeft: 54, marginRight: 20, marginTop: 28, marginBottom: 46 };
/** More hyperparameters than these are in the table alone. */
const mostCharts = 6;

/** A hyperparameter of one optimizer, as an axis. */
interface Axis {
  readonly name: string;
  readonly entry: Entry;
  readonly dimension: Dimension;
}

/** What was tried of each optimizer, the best of it, and how the end depends on each hyperparameter. */
export function tuningSection(task: Task, scores: readonly JudgedScore[], looks: Looks, id: string): Html | undefined {
  const tuned = scores.filter(({ entry }) => entry.trials.length > 1);
  if (tuned.length === 0) return undefined;
  const shown = foregroundOf(tuned);
  const axes = groupBy(
    tuned.filter(({ entry }) => shown.has(entry.label)).flatMap(({ entry }) => axesOf(entry)),
    ({ name }) => name,
  ).sort((a, b) => Number(b[0].name === stepSize) - Number(a[0].name === stepSize) || b.length - a.length);
  const left = axes.slice(mostCharts).map(([{ name }]) => name);
  return html`<details><summary><h4>What tuning tried</h4></summary>${tuningTable(task, tuned, looks)}
<p class="note">On a seed of its own, which nothing is judged on. The ring is the setting that was chosen; × at the top diverged.${othersNote(tuned, 'are in the table alone')}${left.length > 0 && ` Not drawn: ${left.join(', ')}.`}</p>
<div class="charts">${axes.slice(0, mostCharts).map((group, index) => dependence(task, group, looks, `${id}-${index + 1}`))}</div></details>`;
}

function tuningTable(task: Task, tuned: readonly JudgedScore[], looks: Looks): Html {
  const end = ({ run }: Trial) => formatNumber(finalMeasure(task, run), finalDigits);
  return table(
    `${task.label}: settings tried, by their final ${measureName(task)}`,
    ['optimizer', 'tried', 'diverged', 'as asked', 'best', 'setting'],
    [...tuned]
      .sort((a, b) => a.rank - b.rank)
      .map(({ entry }) => {
        const lost = entry.trials.filter(isLost).length;
        return html`<tr data-optimizer="${looks.get(entry.label)!.index}">${nameCell(entry.label, looks)}<td>${entry.trials.length}</td><td>${lost}</td>
<td>${end(entry.trials[0])}</td><td class="strong">${end(bestTrial(entry.trials))}</td><td>${settingText(entry)}</td></tr>`;
      }),
  );
}

/** Step sizes are compared, whatever they are called. */
const stepSize = 'step size';

function axesOf(entry: Entry): Axis[] {
  if (!isKnown(entry.asked)) return [];
  return searchSpace(entry.asked).map((dimension) => {
    const { owner, option } = dimension;
    const isStepSize = Object.hasOwn(candidates, owner) && candidates[owner].stepSize === option;
    return { name: isStepSize ? stepSize : dimensionName(dimension), entry, dimension };
  });
}

const isLost = ({ run }: Trial) => run.status !== 'ok';

/** Where each trial ended against one hyperparameter. */
function dependence(task: Task, axes: readonly Axis[], looks: Looks, id: string): Html {
  const [{ name, dimension }] = axes;
  const isBelowOne = 'belowOne' in dimension.space;
  const title = isBelowOne ? `1 − ${name}` : name;
  const along = (trial: Trial, own: Dimension) => {
    const value = valueIn(trial.setting, own);
    return isBelowOne ? 1 - value : value;
  };
  const curves = axes.flatMap(({ entry }) => entry.trials.map(({ run }) => run.curve));
  const [low, high] = domainOf(curves.map((curve) => curve.map(([, objective]) => measure(task, objective))));
  const values = axes.flatMap(({ entry, dimension: own }) => entry.trials.map((trial) => along(trial, own)));
  const drawing = chart(`${name} tried on ${task.label}: final ${measureName(task)} against ${title}.`, {
    ...size,
    x: { ...axisOf(`${title} →`, extentOf(values)), inset: 10 },
    y: { ...axisOf(`↑ final ${measureName(task)}`, [low, high]), grid: true },
    marks: axes.flatMap(({ entry, dimension: own }) =>
      trialMarks(task, entry, (trial) => along(trial, own), high, looks),
    ),
  });
  const rows = axes.flatMap(({ entry, dimension: own }) =>
    entry.trials.map((trial) => [
      entry.label,
      valueIn(trial.setting, own),
      isLost(trial) ? undefined : finalMeasure(task, trial.run),
      trial.setting === entry.chosen,
    ]),
  );
  const head = ['optimizer', name, `final ${measureName(task)}`, 'chosen'];
  return figure(html`<strong>${name}</strong>`, drawing, { id, rows: [head, ...rows] });
}

const axisOf = (label: string, [low, high]: Extent) =>
  low > 0 && high > low ? logAxis(label, [low, high]) : { label, domain: [low, high], tickFormat: formatTicks([low, high]) }; // biome-ignore format: one line

function trialMarks(task: Task, entry: Entry, x: (trial: Trial) => number, high: number, looks: Looks): Plot.Markish[] {
  const { color, className } = looks.get(entry.label)!;
  const y = ({ run }: Trial) => Math.min(finalMeasure(task, run), high);
  const title = (trial: Trial) =>
    `${entry.label}, ${settingText({ asked: entry.asked, chosen: trial.setting })}: ${isLost(trial) ? trial.run.reason : formatNumber(finalMeasure(task, trial.run))}`;
  const ended = entry.trials.filter((trial) => !isLost(trial));
  return [
    Plot.dot(ended, { x, y, r: 2.5, fill: color, title, className }),
    Plot.dot(
      entry.trials.filter(({ setting }) => setting === entry.chosen),
      { x, y, r: 6, stroke: color, strokeWidth: 2, title, className },
    ),
    Plot.text(entry.trials.filter(isLost), {
      x,
      y: high,
      text: () => '×',
      fontSize: 18,
      fill: color,
      title,
      className,
    }),
  ];
}
