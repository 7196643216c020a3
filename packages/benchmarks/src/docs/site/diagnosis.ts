import { withCards } from '../../card/cards.js';
import { measureAll } from '../../cli/measure-diagnosis.js';
import type { Cell } from '../../diagnose/diagnose.js';
import { type Diagnosis, ratioText, titleOf } from '../../diagnose/diagnosis-text.js';
import { trials } from '../../diagnose/index.js';
import { subjectOf } from '../../diagnose/subject.js';
import { fenced } from '../../export/markdown-parts.js';
import { measured } from './measured.js';

type Rows = Diagnosis['rows'];

/** What difficulties cost each optimizer. */
export const diagnosis = measured<Rows>('diagnosis', () =>
  measureAll(
    trials,
    withCards.map((name) => subjectOf({ name, options: {} })),
  ),
);

/** When to use an optimizer, and when not, as far as the difficulties tell; nothing where they were not measured. */
export function whenToUse(name: string, rows: Rows): string {
  const own = rows.find(({ optimizer }) => optimizer === name)?.cells ?? [];
  if (own.length === 0) return '';
  const told = (verdict: Cell['verdict'], toText: (cell: Cell) => string) =>
    own
      .filter((cell) => cell.verdict === verdict)
      .map(toText)
      .join(', ') || 'none';
  const times = (cell: Cell) => `${titleOf({ name: cell.trial })} (${ratioText(cell)} times the way)`;
  return [
    '## When to use it, and when not',
    `With its defaults, the step size tuned on the problem without the difficulty ([how](/guide/choosing)):`,
    [
      `- passes: ${told('pass', times)}`,
      `- fails: ${told('fail', times)}`,
      `- not applicable: ${told('not applicable', ({ trial }) => titleOf({ name: trial }))}`,
    ].join('\n'),
    fenced('sh', `optimizer-zoo diagnose -o ${name}`),
  ].join('\n\n');
}
