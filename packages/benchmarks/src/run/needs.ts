import type { Offer } from '@optimizer-zoo/testbed';
import { findCandidate } from '../candidates/candidates.js';
import { innermost, type OptimizerConfig } from '../candidates/optimizer-term.js';
import { suppliedSources } from '../candidates/supplied.js';
import { isTerm, type TermValue } from '../candidates/term.js';

/** What a problem must offer to an optimizer, its gradient source and its wrappers. */
export const needsOf = (optimizer: OptimizerConfig): readonly Offer[] => [
  ...new Set([...findCandidate(innermost(optimizer).name).needs, ...sourceNeeds(optimizer)]),
];

const sourceNeeds = ({ of, options }: OptimizerConfig): Offer[] => [
  ...(of ? sourceNeeds(of) : []),
  ...Object.values(options).flatMap(needsOfValue),
];

function needsOfValue(value: TermValue): Offer[] {
  const name = isTerm(value) ? value.name : String(value);
  const own = Object.hasOwn(suppliedSources, name) ? [suppliedSources[name].need] : [];
  return isTerm(value) ? [...own, ...Object.values(value.options).flatMap(needsOfValue)] : own;
}
