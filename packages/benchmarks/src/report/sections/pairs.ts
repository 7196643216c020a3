import { formatNumber } from '../format.js';
import { type Html, html } from '../html.js';
import type { Overview } from '../overview.js';
import type { Score } from '../scores.js';
import type { Standing } from '../standings.js';
import { holm } from '../statistics/holm.js';
import { signedRank } from '../statistics/wilcoxon.js';
import { median } from '../statistics.js';
import { nameCell, scrolling } from '../tables.js';

/** More make a table too wide. */
const most = 16;

/** How often one ended lower than another, and whether the problems tell the two apart. */
export interface Pair {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
  /** Of Wilcoxon's signed-rank test, corrected for all pairs by Holm's method. */
  readonly p: number;
}

/** A row and a column for each: row against column. Undefined on the diagonal. */
export function pairsOf(standings: readonly Standing[]): (Pair | undefined)[][] {
  const places = standings.flatMap((_, i) => standings.slice(i + 1).map((_, j) => [i, i + 1 + j] as const));
  const raw = places.map(([i, j]) => signedRank(differences(standings[i], standings[j])));
  const corrected = new Map(holm(raw).map((p, index) => [String(places[index]), p]));
  return standings.map((one, i) =>
    standings.map((other, j) => {
      if (i === j) return undefined;
      const ranks = one.scores.map((score, task) => Math.sign(score!.rank - other.scores[task]!.rank));
      const count = (sign: number) => ranks.filter((rank) => rank === sign).length;
      return {
        wins: count(-1),
        ties: count(0),
        losses: count(1),
        p: corrected.get(String([Math.min(i, j), Math.max(i, j)]))!,
      };
    }),
  );
}

/** On each task, by how many powers of ten one has more of the way left than the other; ties are none. */
const differences = (one: Standing, other: Standing): number[] =>
  one.scores.map((score, task) => {
    const against = other.scores[task]!;
    return score!.rank === against.rank ? 0 : Math.log10(left(score!) / left(against));
  });

const left = ({ samples }: Score) => median(samples.map((sample) => sample.left));

export function pairsTable({ looks, tasks }: Overview, complete: readonly Standing[]): Html {
  const standings = complete.slice(0, most);
  const pairs = pairsOf(standings);
  const caption = 'Wins, ties and losses of each optimizer against each';
  const head = standings.map(
    ({ label }) => html`<th scope="col"><span>${label} ${looks.get(label)!.swatch}</span></th>`,
  );
  const rows = standings.map(
    ({ label }, index) =>
      html`<tr data-optimizer="${looks.get(label)!.index}">${nameCell(label, looks)}${pairs[index].map(cell)}</tr>`,
  );
  const smallest = 2 ** (1 - tasks.length);
  return html`${scrolling(caption, html`<table class="map pairs"><caption>${caption}</caption><thead><tr><td></td>${head}</tr></thead><tbody>${rows}</tbody></table>`)}
<p class="note">Problems on which the row ended lower, as low, and higher than the column. Below it p of Wilcoxon's signed-rank test on what is left of the way, in powers of ten, corrected for all pairs by Holm's method; below 0.05 it is bold. With ${tasks.length} problems p is ${formatNumber(smallest)} at best before the correction${smallest * 1 > 0.05 && ', so that no pair can be told apart'}.${complete.length > most && ` The ${most} best of ${complete.length}, and the correction is for these.`}</p>`;
}

function cell(pair: Pair | undefined): Html {
  if (!pair) return html`<td>–</td>`;
  const { wins, ties, losses, p } = pair;
  return html`<td${p < 0.05 && html` class="strong"`}>${wins}·${ties}·${losses}<br><small>${formatNumber(p)}</small></td>`;
}
