// The packages as their manifests tell them; for the scripts that build, check and install them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Those that strangers install. */
export const packageNames = ['schedulers', 'optimizers', 'testbed', 'browser', 'benchmarks'];

export const readManifest = (name) =>
  JSON.parse(readFileSync(new URL(`../packages/${name}/package.json`, import.meta.url), 'utf8'));

/** A package's entries as files below `dist`, without their ending: `index`, `callbacks/index`. */
export const entryFiles = (name) =>
  Object.values(readManifest(name).exports).flatMap((target) => {
    const file = typeof target === 'string' ? target : (target.import?.default ?? target.default);
    return file.startsWith('./dist/') ? [file.slice('./dist/'.length).replace(/\.js$/, '')] : [];
  });

/** Packs what is built, as `pnpm publish` would, into a folder; the tarballs by the packages' short names. */
export function pack(names, folder) {
  const chosen = names.map((name) => `--filter=${readManifest(name).name}`);
  const args = ['-y', 'pnpm@10.34.9', '--config.ignore-scripts=true', ...chosen, 'pack', '--pack-destination', folder];
  execFileSync('npx', args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = (name) => path.join(folder, `optimizer-zoo-${name}-${readManifest(name).version}.tgz`);
  return Object.fromEntries(names.map((name) => [name, tarball(name)]));
}
