// Packs what is built and looks at the tarballs as a registry's users would: publint, are the types wrong, what lies in them and
// how much. A part of `test`, and alone:
//   npx -y pnpm@10.34.9 run packages
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack, packageNames, readManifest } from './packages.mjs';

/** The most that a tarball may weigh, in kB of 1000 bytes, and hold, in files. */
const budgets = {
  schedulers: [85, 170],
  optimizers: [1000, 1150],
  testbed: [270, 210],
  browser: [10, 15],
  benchmarks: [420, 940],
};

/** What every tarball holds beside its manifest, and what none holds. */
const needed = ['LICENSE', 'README.md', 'CHANGELOG.md'];
const unwanted = /\.test\.|\.map$|tsbuildinfo|fixtures\//;

/** Of packages that a manifest must name for people and registries. */
const told = ['description', 'keywords', 'homepage', 'bugs', 'repository', 'license'];

async function faultsOf(name, tarball) {
  const data = readFileSync(tarball);
  const packed = createPackageFromTarballData(data);
  const inside = packed.listFiles().map((file) => file.split(`${packed.packageName}/`)[1]);
  const { problems } = await checkPackage(packed);
  const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
  const { messages, pkg } = await publint({ pack: { tarball: bytes } });
  const [kilobytes, count] = budgets[name];
  const manifest = readManifest(name);
  console.log(`${manifest.name}: ${(data.length / 1000).toFixed(0)} kB, ${inside.length} files`);
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg)}`),
    ...problems.map(({ kind, ...where }) => `are the types wrong: ${kind} ${JSON.stringify(where)}`),
    ...needed.filter((file) => !inside.includes(file)).map((file) => `${file} is missing.`),
    ...told.filter((field) => !manifest[field]).map((field) => `the manifest has no ${field}.`),
    ...inside.filter((file) => unwanted.test(file)).map((file) => `${file} is of no use to others.`),
    ...(data.length > kilobytes * 1000 ? [`more than ${kilobytes} kB.`] : []),
    ...(inside.length > count ? [`more than ${count} files.`] : []),
  ];
}

const folder = mkdtempSync(path.join(tmpdir(), 'packages-'));
try {
  for (const [name, tarball] of Object.entries(pack(packageNames, folder))) {
    for (const fault of await faultsOf(name, tarball)) {
      console.error(`${name}: ${fault}`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
