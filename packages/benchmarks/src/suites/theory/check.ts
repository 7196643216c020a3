import type { Claim } from './claim.js';
import { judge, type Verdict } from './judge.js';

/** A claim and what came of it. */
export interface Checked extends Pick<Claim, 'name' | 'statement' | 'source'> {
  readonly verdict: Verdict;
  /** Of the optimizer it does not hold for. */
  readonly broken: Verdict & { readonly how: string };
}

export const check = ({
  name,
  statement,
  source,
  measure,
  broken: { how, measure: measureBroken },
}: Claim): Checked => ({
  name,
  statement,
  source,
  verdict: judge(measure()),
  broken: { how, ...judge(measureBroken()) },
});
