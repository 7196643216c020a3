import { columns } from '../cli/columns.js';
import { formatNumber } from '../report/format.js';
import type { Checked } from './check.js';
import type { Verdict } from './judge.js';

/** What was measured against the bound it is closer to: 0.12 ≤ 0.3; where it is out of bounds, 0.4 ≰ 0.3. */
export function figureText({ holds, closest: { measured, most, least } }: Verdict): string {
  const isBelow = least === undefined || (most !== undefined && !(least / measured > measured / most));
  const value = Number.isFinite(measured) ? formatNumber(measured, 4) : String(measured);
  const [relation, bound] = isBelow ? [holds ? '≤' : '≰', most!] : [holds ? '≥' : '≱', least];
  return `${value} ${relation} ${formatNumber(bound, 4)}`;
}

export const verdictText = ({ holds }: Verdict): string => (holds ? 'holds' : 'fails');

const row = (title: string, verdict: Verdict, more = '') => [
  title,
  verdictText(verdict),
  figureText(verdict),
  `${verdict.closest.at}${more}`,
];

/** A table of the claims: under each the optimizer that it does not hold for. */
export const theoryText = (claims: readonly Checked[]): string =>
  columns(
    claims.flatMap(({ name, verdict, broken }) => [
      row(name, verdict, verdict.count > 1 ? `; the closest of ${verdict.count} figures` : ''),
      row(`  with ${broken.how}`, broken),
    ]),
  ).join('\n');
