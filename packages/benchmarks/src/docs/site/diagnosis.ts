import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pickBackend } from '../../backends/pick-backend.js';
import { withCards } from '../../card/cards.js';
import { measureAll } from '../../cli/measure-diagnosis.js';
import type { Cell } from '../../diagnose/diagnose.js';
import { type Diagnosis, ratioText, titleOf } from '../../diagnose/diagnosis-text.js';
import { trials } from '../../diagnose/index.js';
import { subjectOf } from '../../diagnose/subject.js';
import { version } from '../../study/code-version.js';
import { inRepository } from './root.js';

const file = inRepository('site/.runs/diagnosis.json');

type Rows = Diagnosis['rows'];

interface Stored {
  readonly version: string;
  readonly rows: Rows;
}

const stored = (): Stored | undefined => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** What was measured; nothing where nothing was. */
export const storedRows = (): Rows => stored()?.rows ?? [];

/** Measures what difficulties cost each optimizer, unless this version of the code has been measured. */
export async function measureDiagnosis(): Promise<void> {
  if (stored()?.version === version) return;
  await pickBackend('cpu');
  const subjects = withCards.map((name) => subjectOf({ name, options: {} }));
  const rows = await measureAll(trials, subjects);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version, rows } satisfies Stored));
}

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
    ['```sh', `optimizer-zoo diagnose -o ${name}`, '```'].join('\n'),
  ].join('\n\n');
}
