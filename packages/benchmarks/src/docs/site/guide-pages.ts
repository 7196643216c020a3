import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SitePage } from './optimizer-pages.js';
import { inRepository } from './root.js';
import { siteLinks } from './site-links.js';

const folder = inRepository('docs');

/** Pages that stand elsewhere on this site. */
const elsewhere = new Set(['optimizers.md']);

/** The pages of `docs/` as the site shows them: the same text, with links that lead to the site's pages. */
export const guidePages = (): SitePage[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md') && !elsewhere.has(file))
    .map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const title = /^# (.*)$/m.exec(text)?.[1] ?? file;
      return { name: file.replace(/\.md$/, ''), title, content: siteLinks(text, 'docs') };
    });
