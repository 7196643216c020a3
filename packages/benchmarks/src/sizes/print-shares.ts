import { minimizeAdam } from './budgets.js';
import { sizeOf } from './measure-size.js';
import { isSpared, minimizePartOf } from './minimize-parts.js';
import { type Share, sharesOf } from './shares.js';
import { minimizeImport } from './table.js';

// What one import is made of: `node packages/benchmarks/dist/sizes/print-shares.js [import]`, each module of the import, as
// `export { adam } from '@optimizer-zoo/optimizers'`; the parts of `minimize` unless given.

function print(title: string, shares: readonly Share[]): void {
  console.log(`${title}\nminified  gzipped, by cutting it out`);
  for (const { part, minified, gzipped } of shares)
    console.log(`${String(minified).padStart(8)} ${String(gzipped).padStart(8)}  ${part}`);
}

async function printMinimize(): Promise<void> {
  print(minimizeAdam, await sharesOf(minimizeImport, minimizePartOf));
  const spared = 'kernels in WebAssembly, groups and named parameters';
  const partOf = (module: string) => (isSpared(minimizePartOf(module)) ? spared : minimizePartOf(module));
  const { gzipped } = (await sharesOf(minimizeImport, partOf)).find(({ part }) => part === spared)!;
  const whole = await sizeOf(minimizeImport);
  console.log(`${whole} in all, ${whole - gzipped} without ${spared}`);
}

const [, , given] = process.argv;
if (given === undefined) await printMinimize();
else print(given, await sharesOf(given));
