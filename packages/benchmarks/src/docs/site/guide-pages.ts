import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SitePage } from './optimizer-pages.js';
import { inRepository } from './root.js';
import { guideName, siteLinks } from './site-links.js';

/** Pages that stand elsewhere on this site. */
const elsewhere = new Set(['docs/optimizers.md']);

const files = (): string[] => [
  ...readdirSync(inRepository('docs'))
    .map((file) => `docs/${file}`)
    .filter((file) => file.endsWith('.md') && !elsewhere.has(file)),
  'ARCHITECTURE.md',
];

/** The pages of `docs/` and of the architecture as the site shows them: the same text, with links that lead to the site's pages. */
export const guidePages = (): SitePage[] =>
  files().map((file) => {
    const text = readFileSync(inRepository(file), 'utf8');
    const title = /^# (.*)$/m.exec(text)?.[1] ?? file;
    return { name: guideName(file)!, title, content: siteLinks(text, path.dirname(file)) };
  });
