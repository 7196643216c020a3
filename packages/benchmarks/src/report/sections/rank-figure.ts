import * as Plot from '@observablehq/plot';
import { chart, figure } from '../chart.js';
import { formatNumber, plural } from '../format.js';
import { type Html, html } from '../html.js';
import type { Overview } from '../overview.js';
import type { Standing } from '../standings.js';
import { alike, type Friedman, friedman } from '../statistics/friedman.js';
import { ranks } from '../statistics.js';
import { formatRank } from '../tables.js';
import { problemCount } from '../task-facts.js';

/** Below so many problems a rank test finds little. */
const fewProblems = 10;
const mostRows = 24;

/** The test over the optimizers that ran on every task. */
export interface Differences extends Friedman {
  readonly complete: readonly Standing[];
  readonly blocks: number;
}

/** Undefined where there are not two optimizers on two problems. */
export function differencesOf({ standings, tasks }: Overview): Differences | undefined {
  const complete = standings.filter(({ scores }) => scores.every((score) => score));
  if (complete.length < 2 || problemCount(tasks) < 2) return undefined;
  const rows = tasks.map((_, task) => ranks(complete.map(({ scores }) => scores[task]!.rank)));
  const found = friedman(rows);
  const order = [...complete.keys()].sort((a, b) => found.meanRanks[a] - found.meanRanks[b]);
  return {
    ...found,
    meanRanks: order.map((index) => found.meanRanks[index]),
    complete: order.map((index) => complete[index]),
    blocks: tasks.length,
  };
}

/** Mean ranks with intervals over seeds, and bars over those between which the problems show no difference. */
export function rankFigure({ looks, overall }: Overview, differences: Differences): Html {
  const { complete, meanRanks, criticalDifference, p, blocks } = differences;
  const ranked = complete.map(({ label }, index) => {
    const [low, high] = overall.get(label)?.meanRank ?? [meanRanks[index], meanRanks[index]];
    return { label, rank: meanRanks[index], low, high, y: index, look: looks.get(label)! };
  });
  const rows = ranked.slice(0, mostRows);
  const groups = alike(meanRanks.slice(0, mostRows), criticalDifference);
  const right = complete.length;
  const drawing = chart('Mean ranks, with bars over optimizers that the problems do not tell apart.', {
    width: 570,
    height: 80 + 24 * rows.length,
    marginLeft: 12,
    marginRight: 20 + 10 * groups.length,
    marginTop: 50,
    marginBottom: 20,
    x: {
      domain: [1, right],
      label: 'mean rank, lower is better →',
      labelOffset: 46, // clear of the ticks on a phone, where text is larger
      axis: 'top',
      ticks: Math.min(right, 8),
      tickFormat: formatTick,
    },
    y: { domain: [-0.6, rows.length - 0.4], axis: null, reverse: true },
    marks: [
      Plot.ruleY(rows, { y: 'y', x1: 1, x2: right, strokeOpacity: 0.12 }),
      Plot.link(rows, {
        x1: 'low',
        x2: 'high',
        y1: 'y',
        y2: 'y',
        stroke: (row) => row.look.color,
        strokeWidth: 5,
        strokeOpacity: 0.28,
      }),
      Plot.dot(rows, { x: 'rank', y: 'y', r: 4.5, fill: (row) => row.look.color }),
      ...rows.map((row) =>
        Plot.text([row], {
          x: 'rank',
          y: 'y',
          text: () => `${row.label.length > 26 ? `${row.label.slice(0, 25)}…` : row.label} ${formatRank(row.rank)}`,
          textAnchor: row.rank > (1 + right) / 2 ? 'end' : 'start',
          dx: row.rank > (1 + right) / 2 ? -10 : 10,
          dy: -8,
          fill: row.look.color,
          fontWeight: 600,
        }),
      ),
      ...groups.map(([from, to], index) =>
        Plot.link([0], {
          x1: right,
          x2: right,
          y1: from,
          y2: to,
          dx: 10 + 10 * index,
          stroke: 'currentColor',
          strokeWidth: 3,
          strokeOpacity: 0.55,
        }),
      ),
    ],
  });
  const caption = html`<strong>Mean ranks</strong> of the ${plural(complete.length, 'optimizer')} that ran on all of ${plural(blocks, 'problem')}; the faint bar is the interval over seeds. ${testSentence(differences)} A bar on the right joins those closer than the critical difference of ${formatNumber(criticalDifference, 3)} (Nemenyi, 5 %).${p > 0.05 && ' As Friedman finds no difference, take none from it.'}${blocks < fewProblems && ` ${plural(blocks, 'problem')} are few: only large differences can be told from chance, and these problems are no sample of all there are.`}`;
  const table = [['optimizer', 'mean rank', 'low', 'high'], ...ranked.map(({ label, rank, low, high }) => [label, rank, low, high])]; // biome-ignore format: one line
  return figure(caption, drawing, { id: 'ranks', rows: table });
}

const formatTick = (value: number) => String(value);

export const formatP = (p: number): string => (p < 1e-4 ? '< 0.0001' : `= ${formatNumber(p)}`);

const testSentence = ({ p }: Friedman): string =>
  `That all rank alike: p ${formatP(p)} (Friedman's test in the form of Iman and Davenport, over problems).`;
