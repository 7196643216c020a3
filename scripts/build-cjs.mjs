// The libraries a tfjs user may `require` get a second, CommonJS build beside the ESM one.
//   node build-cjs.mjs [package…]
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : ['schedulers', 'optimizers']) {
  const folder = new URL(`../packages/${name}/`, import.meta.url);
  const project = new URL('tsconfig.cjs.json', folder).pathname;
  execFileSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  writeFileSync(new URL('dist-cjs/package.json', folder), '{ "type": "commonjs" }\n');
}
