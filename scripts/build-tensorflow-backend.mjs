// Builds the backend `tensorflow` for the tests and for `speed`, where the install script of @tensorflow/tfjs-node finds no library to
// download: its own sources against the TensorFlow of a Python wheel. Needs npm, python3 with pip, g++ and unzip, on Linux x64:
//   node scripts/build-tensorflow-backend.mjs
// It is laid beside the tfjs that is here, so that both are one tfjs, and is gone after the next `pnpm install` of other packages.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const wheel = 'tensorflow-cpu==2.15.1'; // any that has libtensorflow_cc and this C API
const places = ['optimizers', 'benchmarks'].map((name) =>
  fileURLToPath(new URL(`../packages/${name}/node_modules/@tensorflow`, import.meta.url)),
);
const { version } = createRequire(path.join(places[0], 'tfjs', 'package.json'))('./package.json');
const scratch = mkdtempSync(path.join(tmpdir(), 'tensorflow-'));
const run = (command, ...args) => execFileSync(command, args, { cwd: scratch, stdio: ['ignore', 'ignore', 'inherit'] });

console.log(`tfjs-node ${version} and ${wheel} are fetched …`);
run(
  'npm',
  'install',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  `@tensorflow/tfjs-node@${version}`,
  'node-api-headers@1',
);
const pip = ['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary=:all:', '--python-version', '3.11'];
run('python3', ...pip, '--platform', 'manylinux_2_17_x86_64', wheel);
const archive = readdirSync(scratch).find((file) => file.endsWith('.whl'));
const parts = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2', 'include/tensorflow/*', 'include/tsl/*'];
run('unzip', '-q', archive, ...parts.map((part) => `tensorflow/${part}`));

console.log('the binding is compiled …');
const modules = path.join(scratch, 'node_modules');
const source = path.join(modules, '@tensorflow', 'tfjs-node');
const built = path.join(source, 'lib', 'napi-v8');
mkdirSync(built, { recursive: true });
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
for (const library of libraries) cpSync(path.join(scratch, 'tensorflow', library), path.join(built, library));
const headers = ['tensorflow/include', 'node_modules/node-api-headers/include', source].map((folder) => `-I${folder}`);
const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => path.join(source, 'binding', file));
const linked = [`-L${built}`, ...libraries.map((library) => `-l:${library}`), '-Wl,-rpath,$ORIGIN'];
const output = ['-o', path.join(built, 'tfjs_binding.node')];
run('g++', '-shared', '-fPIC', '-O2', '-std=c++17', '-DNAPI_VERSION=8', ...headers, ...sources, ...output, ...linked);

// what it needs goes inside, but for tfjs
rmSync(path.join(modules, 'node-api-headers'), { recursive: true });
const needed = readdirSync(modules).filter((name) => name !== '@tensorflow' && !name.startsWith('.'));
for (const name of needed)
  cpSync(path.join(modules, name), path.join(source, 'node_modules', name), { recursive: true });
for (const place of places) {
  const target = path.join(place, 'tfjs-node');
  if (existsSync(target)) rmSync(target, { recursive: true });
  cpSync(source, target, { recursive: true });
}
rmSync(scratch, { recursive: true });
console.log(`built: ${places.map((place) => path.relative('', place)).join(', ')}`);
