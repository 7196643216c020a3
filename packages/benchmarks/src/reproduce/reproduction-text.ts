import { columns } from '../cli/columns.js';
import { formatNumber, plural } from '../report/format.js';
import type { JudgedFigure, Reproduced } from './judge.js';
import type { Figure } from './reproduction.js';

const digits = 5;

/** Between which bounds: '55', '0.15 to 0.25', '≤ 0.06', '≥ 2'. */
export function boundsText({ least, most }: Figure): string {
  const [low, high] = [least, most].map((bound) => bound !== undefined && formatNumber(bound, digits));
  if (low && high) return low === high ? low : `${low} to ${high}`;
  if (high) return `≤ ${high}`;
  return low ? `≥ ${low}` : 'any';
}

export const oursText = ({ ours }: Figure): string =>
  Number.isFinite(ours) ? formatNumber(ours, digits) : String(ours);

export const sameText = ({ isSame }: JudgedFigure): string => (isSame ? 'yes' : 'no');

/** Reproduced, or in which of the figures it differs. */
export function outcomeText({ outcome, figures }: Reproduced): string {
  const out = figures.filter(({ isSame }) => !isSame).length;
  return outcome === 'differs' ? `differs in ${out} of ${figures.length} figures` : outcome;
}

/** What the figures were taken from, where that is worth a word. */
export const knownText = ({ known }: Pick<Reproduced, 'known'>): string =>
  known === 'read' ? '' : 'The figures are recalled, not read in the source.';

export const commandOf = ({ name }: Pick<Reproduced, 'name'>): string => `optimizer-zoo reproduce ${name}`;

/** A line for each paper. */
export const summaryText = (all: readonly Reproduced[]): string =>
  columns([
    ['', 'outcome', 'figures', 'time', 'source'],
    ...all.map((one) => [
      one.name,
      outcomeText(one),
      String(one.figures.length),
      `${formatNumber(one.seconds)} s`,
      one.source,
    ]),
  ]).join('\n');

/** All that is known of one. */
export function detailText(one: Reproduced): string {
  const figures = columns([
    ['figure', 'published', 'ours', 'accepted', 'same'],
    ...one.figures.map((figure) => [
      figure.of,
      figure.published,
      oursText(figure),
      boundsText(figure),
      sameText(figure),
    ]),
  ]);
  const notes = [knownText(one), one.remark].filter(Boolean);
  return [
    one.claim,
    one.source,
    ...notes,
    '',
    ...figures,
    '',
    `${outcomeText(one)}, in ${formatNumber(one.seconds)} s`,
  ].join('\n');
}

/** What came of the broken optimizers. */
export const brokenText = (all: readonly Reproduced[]): string =>
  columns(
    all.map(({ name, broken, figures }) => [
      name,
      `with ${broken!.how}`,
      `${broken!.lost} of ${plural(figures.filter(({ isSame }) => isSame).length, 'figure')} lost`,
    ]),
  ).join('\n');
