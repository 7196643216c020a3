import type { Claim } from './claim.js';
import { judge, type Verdict } from './judge.js';

/** A claim and what came of it. */
export interface Checked extends Pick<Claim, 'name' | 'statement' | 'source'> {
  readonly verdict: Verdict;
  /** Of the optimizer it does not hold for. */
  readonly broken: Verdict & { readonly how: string };
}

export async function check({ name, statement, source, measure, broken }: Claim): Promise<Checked> {
  const verdict = await judge(measure());
  return { name, statement, source, verdict, broken: { how: broken.how, ...(await judge(broken.measure())) } };
}

/** One after the other. */
export async function checkAll(claims: readonly Claim[]): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const claim of claims) checked.push(await check(claim));
  return checked;
}
