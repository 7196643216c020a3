import { minimizeAdam } from './budgets.js';
import { minimizePartOf } from './minimize-parts.js';
import { sharesOf } from './shares.js';
import { minimizeImport } from './table.js';

// What one import is made of: `node packages/benchmarks/dist/sizes/print-shares.js [import]`, each module of the import, as
// `export { adam } from '@optimizer-zoo/optimizers'`; the parts of `minimize` unless given.
const [, , given] = process.argv;
const shares = await (given === undefined ? sharesOf(minimizeImport, minimizePartOf) : sharesOf(given));
console.log(given ?? minimizeAdam);
console.log('minified  gzipped, by cutting it out');
for (const { part, minified, gzipped } of shares)
  console.log(`${String(minified).padStart(8)} ${String(gzipped).padStart(8)}  ${part}`);
