import { existsSync, readFileSync } from 'node:fs';
import { pickBackend } from '../../backends/pick-backend.js';
import { reproductionPage } from '../../report/reproduction-page.js';
import { reproductions } from '../../reproduce/index.js';
import { type Reproduced, reproduce as run } from '../../reproduce/judge.js';
import type { Reproduction } from '../../reproduce/reproduction.js';
import { brokenText, detailText, summaryText } from '../../reproduce/reproduction-text.js';
import { reproductionsMark, reproductionsMarkdown } from '../../reproduce/reproductions-markdown.js';
import { CommandError } from '../command-error.js';
import { ownPath, pagePath, writeNewFile, writePage } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { showTasks } from '../progress.js';
import { print } from '../terminal.js';
import { unknownName } from '../unknown-name.js';

/** Measures the published figures that were asked for. */
export async function reproduce(given: Given): Promise<void> {
  const { paper: name, json, short, broken } = given;
  const html = given.html === undefined ? undefined : pagePath(single('html', given)!);
  const markdown =
    given.markdown === undefined ? undefined : ownPath('markdown', single('markdown', given)!, reproductionsMark);
  const asked = askedFor(name as string | undefined);
  await pickBackend('cpu'); // so that the figures are the same everywhere
  const all: Reproduced[] = [];
  const progress = showTasks(asked.length);
  try {
    for (const one of asked) {
      progress.start(one.name);
      all.push(await run(one, { extent: short ? 'short' : 'full', withBroken: Boolean(broken) }));
      progress.done();
    }
  } finally {
    progress.stop(); // it would keep the process
  }
  if (json) print(JSON.stringify(all, undefined, 2));
  else if (name === undefined) print(summaryText(all));
  else print(all.map(detailText).join('\n\n'));
  if (!json && broken) print(`\n${brokenText(all)}`);
  if (html !== undefined) writePage(html, reproductionPage(all));
  if (markdown !== undefined) {
    const before = existsSync(markdown) ? readFileSync(markdown, 'utf8') : '';
    writeNewFile('markdown', markdown, reproductionsMarkdown(all, before));
  }
  checkOutcomes(all);
}

function askedFor(name: string | undefined): readonly Reproduction[] {
  if (name === undefined) return reproductions;
  const asked = reproductions.filter((one) => one.name === name || one.family === name);
  const known = [...new Set(reproductions.flatMap((one) => [one.name, one.family]))];
  if (asked.length === 0) throw unknownName('paper', name, known);
  return asked;
}

/** What comes out otherwise than when it was last looked at is an error of ours, whatever the paper says. */
function checkOutcomes(all: readonly Reproduced[]): void {
  const changed = all.filter(({ outcome, expected }) => outcome !== expected);
  if (changed.length > 0) {
    const told = changed.map(({ name, outcome, expected }) => `${name}: ${outcome}, known as ${expected}`);
    throw new CommandError(`Not as known: ${told.join('; ')}.`);
  }
}
