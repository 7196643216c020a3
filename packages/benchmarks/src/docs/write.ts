// Writes what the documentation says of the optimizers; `pnpm run docs` calls it in the repository's root.
import { readFileSync, writeFileSync } from 'node:fs';
import { replaceBetween } from '../export/markdown-parts.js';
import { factoriesText, float64FactoriesText } from './factories.js';
import { optimizerPage } from './optimizers.js';
import { studySchema } from './study-schema.js';
import { written } from './written.js';

for (const { file, name, content } of written) {
  writeFileSync(file, replaceBetween(readFileSync(file, 'utf8'), name, content()));
}
writeFileSync('docs/optimizers.md', optimizerPage());
writeFileSync('packages/optimizers/src/factories.ts', factoriesText('packages/optimizers/src'));
writeFileSync('packages/optimizers/src/float64/factories.ts', float64FactoriesText('packages/optimizers/src'));
writeFileSync('packages/benchmarks/study.schema.json', studySchema());
