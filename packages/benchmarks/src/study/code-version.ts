import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const besideHere = (name: string) => path.join(path.dirname(here), name);
const { resolve } = createRequire(here);
const extension = path.extname(here); // .js in dist, .ts in src
const folder = extension === '.js' ? 'dist' : 'src';

/** Version of this package. */
export const version = versionIn(besideHere('../../package.json'));

let known: string | undefined;

/**
 * The version of all code that decides a run: that of this package, and a hash, so that a checkout in which something was
 * changed is another version. `0.1.0+44cc12d0`
 */
export function codeVersion(): string {
  known ??= `${version}+${hashOf(runFiles())}`;
  return known;
}

/** All that a run is made of. */
export const runFiles = (): string[] => [...libraryFiles(), ...modulesFrom(besideHere(`run-one${extension}`))];

/** Of names and contents; tfjs goes by its version. */
export function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(versionIn(resolve('@tensorflow/tfjs/package.json')));
  for (const file of files) hash.update(`${path.basename(file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}

/** What the libraries are made of, as a whole. */
const libraryFiles = (): string[] =>
  ['schedulers', 'optimizers', 'testbed'].flatMap((name) => {
    const root = path.join(path.dirname(resolve(`@optimizer-zoo/${name}/package.json`)), folder);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => file.endsWith(extension)).sort().map((file) => path.join(root, file)); // biome-ignore format: one line
  });

/** A module of this package and those that it brings in: the reports have no part in a run. */
function modulesFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']*)\.js'/g)) {
    modulesFrom(path.resolve(path.dirname(file), `${name}${extension}`), seen);
  }
  return seen;
}

function versionIn(packageFile: string): string {
  return JSON.parse(readFileSync(packageFile, 'utf8')).version;
}
