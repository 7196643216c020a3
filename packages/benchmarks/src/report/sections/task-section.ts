import { instrumentNames, overlapRankOf } from '../../run/instrument-names.js';
import type { PageData } from '../data/page-data.js';
import { lostRuns } from '../entries.js';
import type { Findings } from '../findings.js';
import { budgetWords, formatNumber, plural } from '../format.js';
import { type Html, html } from '../html.js';
import { instrumentCaptions } from '../instruments.js';
import type { Task } from '../tasks.js';
import { trajectories } from '../trajectories.js';
import { tuningSection } from '../tuning-section.js';
import { endsText } from './ends-text.js';
import { lineFigure } from './line-figure.js';
import { taskId } from './names.js';
import { targetTable } from './target-table.js';
import { taskTable } from './task-table.js';

/** Every problem, each behind its name. */
export const taskSections = (findings: Findings, data: PageData): Html =>
  html`<section id="each"><h2>Problem by problem</h2>${findings.tasks.map((task, index) => taskSection(findings, data, task, index))}</section>`;

function taskSection({ scores, intervals, looks, tasks }: Findings, data: PageData, task: Task, index: number): Html {
  const own = scores[index];
  return html`<details class="task" id="${taskId(index)}"${tasks.length === 1 && html` open`}><summary><h3>${task.label}</h3> <span class="note ends">${endsText(task, own)}</span></summary>
<p class="formula"><code>${task.known?.formula ?? task.label}</code></p>
<p class="note">${factsOf(task)}</p>
${task.entries.length > 0 && targetTable(task, own, intervals[index], looks)}
<p class="note">Gradient evaluations, and time, that a run takes on average until it arrives: what runs spend in vain counts, too (expected running time). 2 of 3: so many arrived at all.</p>
${taskTable(task, own, intervals[index], looks)}
${task.entries.length > 0 && html`<div class="charts">${curveFigures(task, data, index)}${trajectories(task, own, looks, `ways-${index + 1}`)}</div>${instrumentFigures(task, data, index)}${tuningSection(task, own, looks, `tuning-${index + 1}`)}`}</details>`;
}

/** What was read along the runs, where the study asked for it. */
function instrumentFigures({ known }: Task, data: PageData, index: number): Html | undefined {
  const captions = instrumentCaptions(overlapRankOf(known?.dimension ?? 1));
  const read = instrumentNames.filter((name) =>
    data.tasks[index].entries.some(({ instruments }) => instruments?.[name]),
  );
  if (read.length === 0) return undefined;
  return html`<details><summary><h4>Instruments over time</h4></summary><p class="note">Medians over seeds, read at the weights from which a step is made, off the clock. Curvature is that of the objective over all data, in float32.</p>
<div class="charts">${read.map((name) => lineFigure(data, name, captions[name], index))}</div></details>`;
}

function factsOf({ known, budget }: Task): string {
  const minimum = known?.minimum;
  return [
    known?.reference,
    known && plural(known.dimension, 'parameter'),
    minimum ? `minimum ${formatNumber(minimum.value, 6)}` : 'minimum unknown',
    budgetWords(budget),
  ]
    .filter(Boolean)
    .join(' · ');
}

function curveFigures(task: Task, data: PageData, index: number): Html[] {
  const { entries } = data.tasks[index];
  const areSeeds = task.entries.some(({ runs }) => runs.length > 1);
  const areLost = task.entries.some((entry) => lostRuns(entry) > 0);
  const meaning = areSeeds ? 'Median over seeds; the band runs from the best to the worst seed.' : 'One seed.';
  const curves = html`<strong>Loss curves.</strong> ${meaning}${areLost && ' ×1 by a name: one seed diverged.'}`;
  return [
    lineFigure(data, 'loss', curves, index),
    ...(entries.some(({ heldOut }) => heldOut)
      ? [lineFigure(data, 'heldOut', html`<strong>Held out.</strong> The same on data that no step sees.`, index)]
      : []),
    ...(entries.some(({ accuracy }) => accuracy)
      ? [lineFigure(data, 'accuracy', html`<strong>Accuracy</strong> on data that no step sees.`, index)]
      : []),
  ];
}
