import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const declaration = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:const|function) (\w+)\b/g;

/** What the sources of a package say of each thing they export, as Markdown: the equation is an indented block. */
export function descriptions(sources: string): ReadonlyMap<string, string> {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test|\.d)\.ts$/.test(file))
    .sort();
  return new Map(
    files.flatMap((file) =>
      [...readFileSync(path.join(sources, file), 'utf8').matchAll(declaration)].map(
        ([, comment, name]) => [name, markdownOf(comment)] as const,
      ),
    ),
  );
}

const markdownOf = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^ *\* ?/, '').trimEnd())
    .map((line) => (line.startsWith('    ') ? line : proseOf(line)))
    .join('\n')
    .trim();

/** A link to a name becomes the name, an angle bracket none of a tag. */
const proseOf = (line: string): string =>
  line
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/^@throws/, '**Throws**')
    .replace(/</g, '&lt;')
    .replace(/\{\{/g, '&#123;{');
