import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { budgetText } from '../study/budget.js';
import type { RunRecord } from '../study/run-record.js';
import { isTrial } from '../study/tuning.js';

/** What a table may hold; undefined where there is nothing. */
export type Cell = string | number | boolean | undefined;

/** A column of a table of runs, one row for each. */
export interface Column {
  readonly name: string;
  readonly type: 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN';
  of(run: RunRecord): Cell;
}

const text = (name: string, of: (run: RunRecord) => Cell): Column => ({ name, type: 'STRING', of });
const number = (name: string, of: (run: RunRecord) => Cell): Column => ({ name, type: 'DOUBLE', of });

const last = (values: readonly (number | null)[] | undefined) => values?.at(-1) ?? undefined;

/** Everything of a run that is one value: its curve stays in the results file. */
export const columns: readonly Column[] = [
  text('id', ({ id }) => id),
  text('version', ({ environment }) => environment.version),
  text('optimizer', ({ config }) => formatTerm(config.optimizer)),
  text('problem', ({ config }) => problemLabel(config.problem)),
  { name: 'trial', type: 'BOOLEAN', of: isTrial },
  { name: 'seed', type: 'INT32', of: ({ config }) => config.seed },
  text('budget', ({ config }) => budgetText(config)),
  text('backend', ({ config }) => config.backend),
  text('status', ({ status }) => status),
  text('reason', ({ reason }) => reason),
  number('start', ({ curve }) => curve[0]?.[1] ?? undefined),
  number('final', ({ curve }) => curve.at(-1)?.[1] ?? undefined),
  number('lowest', ({ curve }) => lowest(curve)),
  number('heldOutObjective', ({ heldOut }) => last(heldOut?.objective)),
  number('heldOutAccuracy', ({ heldOut }) => last(heldOut?.accuracy)),
  { name: 'steps', type: 'INT32', of: ({ timing }) => timing.steps },
  number('losses', ({ spent }) => last(spent?.losses)),
  number('gradients', ({ spent }) => last(spent?.gradients)),
  number('products', ({ spent }) => last(spent?.products)),
  number('seconds', ({ timing }) => timing.firstStep + timing.otherSteps),
  text('date', ({ environment }) => environment.date),
  text('cpu', ({ environment }) => environment.cpu),
  text('command', ({ study }) => study.command),
];

function lowest(curve: RunRecord['curve']): number | undefined {
  let least: number | undefined;
  for (const [, objective] of curve) if (objective !== null && !(objective >= least!)) least = objective;
  return least;
}
