import type { Offer, Problem } from '@optimizer-zoo/testbed';
import { plainArrays } from '../backends/backend-names.js';
import { createFloat64 } from '../candidates/float64-term.js';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { formatTerm } from '../candidates/term.js';
import { needsOf } from './needs.js';

/** How a problem is called, and what it gives an optimizer to look at. */
export type Offering = Pick<Problem, 'name' | 'offers'>;

const words: Readonly<Record<Offer, string>> = {
  loss: 'a loss',
  float64: 'its objective in float64',
  outputs: "a model's outputs with a loss that is convex in them",
  residuals: 'residuals, of which it is the sum of squares',
  labels: "labels drawn from a model's predictions",
  finiteSum: 'a finite sum',
  constraints: 'constraints',
  heldOut: 'held-out data',
  players: 'two players',
};

/** Why an optimizer cannot run on a problem, of any machine unless one is given; undefined where it can. */
export function misfitWith(optimizer: OptimizerConfig, problem: Offering, machine?: string): string | undefined {
  const lacking = (needs: readonly Offer[]) => needs.filter((need) => !problem.offers.includes(need));
  const needs = needsOf(optimizer);
  const missing = lacking(needs);
  if (missing.length > 0) return sentence(optimizer, problem, missing);
  if (machine !== plainArrays) {
    if (machine === undefined || !needs.includes('float64')) return undefined;
    return `${formatTerm(optimizer)} is a method of plain arrays: it runs on the machine ${plainArrays}, not on ${machine}.`;
  }
  if (lacking(['float64']).length > 0) return sentence(optimizer, problem, ['float64']);
  if (createFloat64(optimizer)) return undefined;
  return `${formatTerm(optimizer)} has no form in float64: it runs on tensors alone.`;
}

const sentence = (optimizer: OptimizerConfig, { name, offers }: Offering, missing: readonly Offer[]): string =>
  `${formatTerm(optimizer)} needs ${listed(missing)}; ${name} offers ${listed(offers)}.`;

const listed = (offers: readonly Offer[]) => new Intl.ListFormat('en').format(offers.map((offer) => words[offer]));
