// Writes what the documentation says of the optimizers; `pnpm run docs` calls it in the repository's root.
import { readFileSync, writeFileSync } from 'node:fs';
import { factoriesText } from './factories.js';
import { replaceBetween } from './markdown.js';
import { optimizerPage, optimizerTable } from './optimizers.js';
import { wrapperTable } from './wrappers.js';

const readme = readFileSync('README.md', 'utf8');
writeFileSync(
  'README.md',
  replaceBetween(replaceBetween(readme, 'optimizers', optimizerTable()), 'wrappers', wrapperTable()),
);
writeFileSync('docs/optimizers.md', optimizerPage());
writeFileSync('packages/optimizers/src/factories.ts', factoriesText('packages/optimizers/src'));
