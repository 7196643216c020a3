// Writes what the documentation says of the optimizers; `pnpm run docs` calls it in the repository's root.
import { readFileSync, writeFileSync } from 'node:fs';
import { replaceBetween } from './markdown.js';
import { optimizerPage, optimizerTable } from './optimizers.js';

writeFileSync('README.md', replaceBetween(readFileSync('README.md', 'utf8'), 'optimizers', optimizerTable()));
writeFileSync('docs/optimizers.md', optimizerPage());
