// Which versions of tfjs, Node, Deno and Bun the packages work with: installs them into empty projects, and there runs a short form of
// the contract on cpu and wasm, training kernels, model.fit, and saving and resuming. Needs a registry and what `pnpm run build` makes:
//   npx -y pnpm@10.34.9 run versions [a version of tfjs | node@22 | node@24 | deno | bun …]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from './packages.mjs';
import { conformanceProgram } from './strangers/conformance.mjs';
import { training } from './strangers/programs.mjs';
import { complaint, install, tfjs } from './strangers/projects.mjs';

const newest = '4.22.0';
const versions = ['4.17.0', '4.18.0', '4.19.0', '4.20.0', '4.21.0', newest, '4.23.0-rc.0'];

/** Other runtimes as the registry has them, and how each runs a module; installed for the newest tfjs. */
const runtimes = {
  'node@22': { package: 'node', version: '^22.0.0', command: ['node'] },
  'node@24': { package: 'node', version: '^24.0.0', command: ['node'] },
  deno: { package: 'deno', version: '^2.0.0', command: ['deno', 'run', '--allow-all', '--no-prompt'] },
  bun: { package: 'bun', version: '^1.0.0', command: ['bun', 'run'] },
};

const scratch = mkdtempSync(path.join(tmpdir(), 'versions-'));
const tarballs = pack(['schedulers', 'optimizers'], scratch);

/** What each program says in a project, or how it fails. */
function outcome(run, project) {
  const programs = { train: training('union'), conformance: conformanceProgram };
  return Object.entries(programs).map(([name, code]) => {
    try {
      return run(project.write(`${name}.mjs`, code))
        .split('\n')
        .at(-1);
    } catch (error) {
      process.exitCode = 1;
      return `fails: ${(error.stdout ?? '').trim().split('\n').at(-1) || complaint(error)}`;
    }
  });
}

function attempt(title, dependencies, runner) {
  try {
    const project = install(path.join(scratch, title), 'npm', tarballs, dependencies);
    const run = runner ? (file) => project.run('npx', '--no-install', ...runner, file) : project.node;
    const version = runner
      ? project.run('npx', '--no-install', runner[0], '--version').split('\n')[0]
      : process.version;
    console.log(`| ${title} | ${version} | ${outcome(run, project).join(' | ')} |`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`| ${title} | | could not be had: ${complaint(error)} | |`);
  }
}

/** The wasm backend was not published with these. */
const lackWasm = ['4.18.0', '4.23.0-rc.0'];
const withWasm = (version) => ({
  ...tfjs.union(version),
  ...(lackWasm.includes(version) ? {} : { '@tensorflow/tfjs-backend-wasm': version }),
});

const asked = process.argv.slice(2);
console.log('| | runtime | model.fit, saved and resumed | contract |\n| --- | --- | --- | --- |');
for (const one of asked.length > 0 ? asked : [...versions, ...Object.keys(runtimes)]) {
  const runtime = runtimes[one];
  if (runtime) attempt(one, { ...withWasm(newest), [runtime.package]: runtime.version }, runtime.command);
  else attempt(`tfjs ${one}`, withWasm(one));
}
rmSync(scratch, { recursive: true, force: true });
