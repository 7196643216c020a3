import { pickBackend } from '../../backends/pick-backend.js';
import { formatTerm } from '../../candidates/term.js';
import { budget } from '../../diagnose/diagnose.js';
import { diagnosisMarkdown } from '../../diagnose/diagnosis-markdown.js';
import { detailText, diagnosisText } from '../../diagnose/diagnosis-text.js';
import { trials } from '../../diagnose/index.js';
import { stepSizes, subjectOf } from '../../diagnose/subject.js';
import type { Trial } from '../../diagnose/trial.js';
import { diagnosisPage } from '../../report/diagnosis-page.js';
import { pagePath, writePage } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { InputError } from '../input-error.js';
import { measureAll } from '../measure-diagnosis.js';
import { print } from '../terminal.js';
import { unknownName } from '../unknown-name.js';
import { readOptimizers } from './read-study.js';

/** Measures what the difficulties cost the optimizers that were asked for, else those that are so by default. */
export async function diagnose(given: Given, byDefault: string): Promise<void> {
  const { difficulty, json, markdown, optimizer } = given;
  const html = given.html === undefined ? undefined : pagePath(single('html', given)!);
  if (json && markdown) {
    throw new InputError('--json and --markdown are given, but only one of them can be printed.');
  }
  const asked = difficulty === undefined ? trials : [trialOf(String(difficulty))];
  await pickBackend('cpu'); // so that the figures are the same everywhere
  const optimizers = readOptimizers({ optimizer: optimizer ?? byDefault });
  const diagnosis = {
    asked: optimizer === undefined ? undefined : optimizers.map(formatTerm).join(', '),
    trials: asked,
    rows: await measureAll(asked, optimizers.map(subjectOf)),
  };
  if (json) print(JSON.stringify({ stepSizes, budget, ...diagnosis, trials: asked.map(known) }, undefined, 2));
  else if (markdown) print(diagnosisMarkdown(diagnosis));
  else if (difficulty === undefined) print(diagnosisText(diagnosis));
  else print(detailText(asked[0], diagnosis.rows.flatMap(({ cells }) => cells))); // biome-ignore format: one line
  if (html !== undefined) writePage(html, diagnosisPage(diagnosis));
}

function trialOf(name: string): Trial {
  const trial = trials.find((one) => one.name === name);
  if (trial) return trial;
  throw unknownName('difficulty', name, trials.map((one) => one.name)); // biome-ignore format: one line
}

/** A trial without its problems. */
const known = ({ name, difficulty, setting, source, most, mark }: Trial) => ({
  name,
  difficulty,
  setting,
  source,
  most,
  mark,
});
