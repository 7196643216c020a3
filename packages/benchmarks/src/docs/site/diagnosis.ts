import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pickBackend } from '../../backends/pick-backend.js';
import { withCards } from '../../card/cards.js';
import { showTasks } from '../../cli/progress.js';
import { type Cell, diagnose } from '../../diagnose/diagnose.js';
import { ratioText, titleOf } from '../../diagnose/diagnosis-text.js';
import { trials } from '../../diagnose/index.js';
import { subjectOf } from '../../diagnose/subject.js';
import { version } from '../../study/code-version.js';
import { inRepository } from './root.js';

const file = inRepository('site/.runs/diagnosis.json');

interface Stored {
  readonly version: string;
  readonly cells: readonly Cell[];
}

const stored = (): Stored | undefined => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** Measures what difficulties cost each optimizer, unless this version of the code has been measured. */
export async function measureDiagnosis(): Promise<void> {
  if (stored()?.version === version) return;
  await pickBackend('cpu');
  const progress = showTasks(withCards.length);
  const cells: Cell[] = [];
  for (const name of withCards) {
    progress.start(name);
    const subject = subjectOf({ name, options: {} });
    for (const trial of trials) cells.push(await diagnose(subject, trial));
    progress.done();
  }
  progress.stop();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version, cells } satisfies Stored));
}

/** When to use an optimizer, and when not, as far as the difficulties tell; nothing where they were not measured. */
export function whenToUse(name: string): string {
  const own = stored()?.cells.filter(({ optimizer }) => optimizer === name) ?? [];
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
