import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { budgetText } from '../study/budget.js';
import type { RunRecord } from '../study/run-record.js';

/** What trackers call a metric: a number at some steps; null where it was not finite. */
export interface Metric {
  readonly name: string;
  readonly points: readonly (readonly [step: number, value: number | null])[];
}

/** The curves of a run. */
export function metricsOf({ curve, spent, heldOut }: RunRecord): Metric[] {
  const along = (name: string, values: readonly (number | null)[] | undefined): Metric[] =>
    values ? [{ name, points: curve.map(([step], index) => [step, values[index] ?? null] as const) }] : [];
  return [
    { name: 'objective', points: curve },
    ...along('spent/losses', spent?.losses),
    ...along('spent/gradients', spent?.gradients),
    ...along('spent/products', spent?.products),
    ...along('spent/seconds', spent?.seconds),
    ...along('held-out/objective', heldOut?.objective),
    ...along('held-out/accuracy', heldOut?.accuracy),
  ];
}

/** What a run was asked for, and where it was made. */
export const parametersOf = ({ config, environment }: RunRecord): Record<string, string> => ({
  optimizer: formatTerm(config.optimizer),
  problem: problemLabel(config.problem),
  seed: String(config.seed),
  budget: budgetText(config),
  backend: config.backend,
  version: environment.version,
});
