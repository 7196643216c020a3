import type { Entry } from '../entries.js';
import { formatDuration, formatNumber, formatPercent, pluralRange } from '../format.js';
import { Html, html } from '../html.js';
import { withInterval } from '../interval-text.js';
import type { ScoreIntervals } from '../intervals.js';
import type { JudgedScore } from '../judged-scores.js';
import { measureName } from '../measure.js';
import type { Looks } from '../palette.js';
import type { Generalization, Sample } from '../sample.js';
import { settingText } from '../setting-text.js';
import { median } from '../statistics.js';
import { finalText, nameCell, table } from '../tables.js';
import { seedExtent, type Task } from '../tasks.js';
import { finalDigits } from '../ties.js';

type Intervals = ReadonlyMap<string, ScoreIntervals>;

/** How each optimizer ended on one task, the best first, beside what no step has seen. */
export function taskTable(task: Task, scores: readonly JudgedScore[], intervals: Intervals, looks: Looks): Html {
  const [least, most] = seedExtent([task]);
  const hasSeeds = least < most || task.entries.some(({ failures }) => failures > 0);
  const heldOut = heldOutColumns(scores);
  const head = [
    'optimizer',
    'rank',
    `final ${measureName(task)}`,
    ...heldOut.map(({ name }) => name),
    'setting',
    'tried',
    ...(hasSeeds ? ['seeds'] : []),
    'diverged',
    'time per step',
  ];
  const rows = [...scores]
    .sort((a, b) => a.rank - b.rank)
    .map((score) => {
      const { entry, rank, diverged, secondsPerStep, samples } = score;
      const own = intervals.get(entry.label);
      return html`<tr data-optimizer="${looks.get(entry.label)!.index}">${nameCell(entry.label, looks)}<td class="place">${rank}</td>
<td class="strong">${finalText(score)}${intervalOf(score, own)}</td>${heldOut.map(({ text }) => html`<td>${text(samples)}</td>`)}<td class="setting">${settingText(entry)}</td><td>${Math.max(1, entry.trials.length)}</td>
${hasSeeds && html`<td>${entry.runs.length}${failureMark(entry)}</td>`}<td>${formatPercent(diverged)}</td><td>${withInterval(secondsPerStep, own?.secondsPerStep, formatDuration)}</td></tr>`;
    });
  const missing = [...task.missing].map(
    ([label, why]) =>
      html`<tr data-optimizer="${looks.get(label)!.index}">${nameCell(label, looks)}<td>–</td><td>${why}</td>${head.slice(3).map(() => html`<td>–</td>`)}</tr>`,
  );
  return table(`${task.label}: medians over ${pluralRange([least, most], 'seed')}`, head, [...rows, ...missing]);
}

/** Only the interval, as the value says more than a number. */
function intervalOf({ final }: JudgedScore, intervals: ScoreIntervals | undefined): Html | false {
  if (!intervals || !Number.isFinite(final)) return false;
  const { markup } = withInterval(final, intervals.final, (value) => formatNumber(value, finalDigits));
  return new Html(markup.slice(markup.indexOf(' <small') < 0 ? markup.length : markup.indexOf(' <small')));
}

interface Column {
  readonly name: string;
  readonly text: (samples: readonly Sample[]) => string;
}

/** Where there are data that no step sees: the objective there, by how much it is higher, and the accuracy. */
function heldOutColumns(scores: readonly JudgedScore[]): Column[] {
  const all = scores.flatMap(({ samples }) => samples.flatMap(({ heldOut }) => heldOut ?? []));
  const column = (
    name: string,
    value: (one: Generalization) => number | undefined,
    format: (value: number) => string,
  ): Column => ({
    name,
    text: (samples) => format(median(samples.flatMap(({ heldOut }) => (heldOut ? (value(heldOut) ?? []) : [])))),
  });
  if (all.length === 0) return [];
  return [
    column(
      'held-out objective',
      ({ objective }) => objective,
      (value) => formatNumber(value, finalDigits),
    ),
    column('gap: held-out − training', ({ gap }) => gap, formatNumber),
    ...(all.some(({ accuracy }) => accuracy !== undefined)
      ? [
          column(
            'held-out accuracy',
            ({ accuracy }) => accuracy,
            (value) => (Number.isFinite(value) ? `${(100 * value).toFixed(1)} %` : '–'),
          ),
        ]
      : []),
  ];
}

function failureMark({ failures }: Entry): Html | false {
  return failures > 0 && html` <abbr title="${failures} failed and do not count">+${failures}</abbr>`;
}
