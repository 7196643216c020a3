import { columns } from '../../columns.js';
import { formatNumber } from '../../report/format.js';
import type { Checked } from './check.js';
import type { Measurement } from './claim.js';
import type { Verdict } from './judge.js';

/** What was measured against the bound it is closer to: 0.12 ≤ 0.3. */
export function figureText({ measured, most, least }: Measurement): string {
  const isBelow = least === undefined || (most !== undefined && !(least / measured > measured / most));
  const value = Number.isFinite(measured) ? formatNumber(measured, 4) : String(measured);
  return isBelow ? `${value} ≤ ${formatNumber(most!, 4)}` : `${value} ≥ ${formatNumber(least, 4)}`;
}

const row = (title: string, { holds, closest }: Verdict, more = '') => [
  title,
  holds ? 'holds' : 'fails',
  // What fails is not so.
  holds ? figureText(closest) : figureText(closest).replace('≤', '≰').replace('≥', '≱'),
  `${closest.at}${more}`,
];

/** A table of the claims: under each the optimizer that it does not hold for. */
export const theoryText = (claims: readonly Checked[]): string =>
  columns(
    claims.flatMap(({ name, verdict, broken }) => [
      row(name, verdict, verdict.count > 1 ? `; the closest of ${verdict.count} figures` : ''),
      row(`  with ${broken.how}`, broken),
    ]),
  ).join('\n');
