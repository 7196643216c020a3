import { formatDuration, formatNumber } from '../format.js';
import { type Html, html } from '../html.js';
import { withInterval } from '../interval-text.js';
import type { ScoreIntervals } from '../intervals.js';
import type { JudgedScore } from '../judged-scores.js';
import type { Looks } from '../palette.js';
import { expectedRunningTime, reachedBy } from '../statistics/effort.js';
import { nameCell, table } from '../tables.js';
import { formatTarget, tableTargets } from '../targets.js';
import type { Task } from '../tasks.js';

/** What it takes to reach each target on one task, in gradient evaluations and in seconds, the fastest first. */
export function targetTable(
  task: Task,
  scores: readonly JudgedScore[],
  intervals: ReadonlyMap<string, ScoreIntervals>,
  looks: Looks,
): Html {
  const rows = [...scores].sort(byTimes).map(
    (score) => html`<tr data-optimizer="${looks.get(score.label)!.index}">${nameCell(score.label, looks)}
${tableTargets.map((target, index) => cell(score, target, intervals.get(score.label), index))}</tr>`,
  );
  const head = ['optimizer', ...tableTargets.map((target) => `to ${formatTarget(target)}`)];
  return table(`${task.label}: expected gradient evaluations and time to target`, head, rows);
}

function cell({ samples }: JudgedScore, target: number, intervals: ScoreIntervals | undefined, column: number): Html {
  const gradients = samples.map(({ efforts }) => efforts.gradients);
  const reached = reachedBy(gradients, target);
  const share = html`<small>${reached} of ${samples.length}</small>`;
  if (reached === 0) return html`<td>${share}</td>`;
  const seconds = expectedRunningTime(samples.map(({ efforts }) => efforts.seconds), target); // biome-ignore format: one line
  return html`<td class="times"><b>${withInterval(expectedRunningTime(gradients, target), intervals?.gradients[column], format)}</b>
<br>${withInterval(seconds, intervals?.seconds[column], formatDuration)}${reached < samples.length && html`<br>${share}`}</td>`;
}

const format = (value: number) => formatNumber(value, 3);

/** By the hardest target first, then by the easier ones. */
function byTimes(a: JudgedScore, b: JudgedScore): number {
  const times = ({ samples }: JudgedScore) => tableTargets.map((target) => expectedRunningTime(samples.map(({ efforts }) => efforts.gradients), target)); // biome-ignore format: one line
  const [first, second] = [times(a), times(b)];
  for (let index = first.length - 1; index >= 0; index--) {
    if (first[index] !== second[index]) return first[index] - second[index];
  }
  return 0;
}
