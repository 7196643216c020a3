import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fenced } from '../../export/markdown-parts.js';
import { inRepository } from './root.js';
import { repository } from './site-links.js';

const root = 'packages/optimizers/src';
const files = readdirSync(inRepository(root), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.test|\.d|factories)\.ts$/.test(file),
);

/** What a name is, as its source has it, without its docstring and with a link to all of the file. */
export function sourceOf(name: string): string {
  const start = new RegExp(`^export (?:const|function) ${name}\\b`, 'm');
  const file = files.find((one) => start.test(readFileSync(inRepository(`${root}/${one}`), 'utf8')));
  if (file === undefined) throw new Error(`No source declares ${name}.`);
  const text = readFileSync(inRepository(`${root}/${file}`), 'utf8');
  const code = statementAt(text, text.search(start));
  const link = `[all of ${path.basename(file)}](${repository}/blob/main/${root}/${file})`;
  return ['::: details The code', fenced('ts', code), '', link, ':::'].join('\n');
}

/** From there to the line on which the statement ends, which begins as far left. */
function statementAt(text: string, start: number): string {
  const end = /\n[)}\]].*;?\n/.exec(text.slice(start));
  return end ? text.slice(start, start + end.index + end[0].length).trimEnd() : text.slice(start).trimEnd();
}
