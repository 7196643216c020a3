// Installs the packages as a stranger would: packs them, installs the tarballs into empty projects with each package manager, with
// the union of tfjs and with its parts, and there trains, saves and resumes, runs the READMEs' examples as ES and as CommonJS modules,
// checks types under every resolution, counts the copies of tfjs-core, builds a page with Vite and lets it train in Chromium, and a
// page of two script tags too. Where no tfjs is asked for none comes, and plain arrays are minimised without. Needs a registry and what `pnpm run build` makes:
//   npx -y pnpm@10.34.9 run strangers [npm | pnpm | yarn | berry | pnp | vite …]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from './packages.mjs';
import { scriptPage, trainInPages, vitePage, writeModulesPage } from './strangers/pages.mjs';
import { examples, minimisings, trainings } from './strangers/programs.mjs';
import { complaint, coresIn, install, tfjs } from './strangers/projects.mjs';
import { typeFaults } from './strangers/types.mjs';

const version = '4.22.0';
const scratch = mkdtempSync(path.join(tmpdir(), 'strangers-'));
const tarballs = pack(['schedulers', 'optimizers', 'testbed', 'browser', 'benchmarks'], scratch);
const only = (...names) => Object.fromEntries(names.map((name) => [name, tarballs[name]]));
const libraries = only('schedulers', 'optimizers', 'testbed');

let passed = 0;
let failed = 0;

/** One check: it says what it finds, or fails with what was said. */
async function check(title, find) {
  const start = performance.now();
  try {
    const found = await find();
    passed++;
    console.log(`✓ ${title}${found ? `: ${found}` : ''} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return found;
  } catch (error) {
    failed++;
    console.log(`✗ ${title}: ${complaint(error)}`);
  }
}

async function runAll(title, project, programs) {
  for (const [file, code] of Object.entries(programs)) {
    await check(`${title}, ${file}`, () => project.node(project.write(file, code)).split('\n').at(-1));
  }
}

/** Plug'n'Play gives a package only what its user names, also of the union's parts. */
const named = (manager, what) => ({ ...(manager === 'pnp' ? tfjs.parts(version) : {}), ...tfjs[what](version) });

async function installed(title, ...rest) {
  let project;
  await check(`${title}, install`, () => {
    project = install(path.join(scratch, title.replaceAll(' ', '-')), ...rest);
  });
  return project;
}

/** Peers that are optional are installed by no manager. */
async function tryWithoutTfjs(manager) {
  const title = `${manager} without tfjs`;
  const project = await installed(title, manager, only('schedulers', 'optimizers'), {});
  if (!project) return;
  await runAll(title, project, minimisings());
  await checkCores(title, manager, project, 0);
  await checkTypes(title, manager, project, 'plain');
}

/** Plug'n'Play has no folders to look into. */
async function checkCores(title, manager, project, expected) {
  if (manager === 'pnp') return;
  await check(`${title}, ${expected === 0 ? 'no' : 'one'} tfjs-core`, () => {
    const cores = coresIn(project.folder);
    if (cores !== expected) throw new Error(`tfjs-core is there ${cores} times`);
  });
}

async function checkTypes(title, manager, project, what) {
  if (manager === 'pnp') return;
  await check(`${title}, types`, () => {
    const faults = typeFaults(project, what);
    if (faults.length > 0) throw new Error(`error: ${faults.slice(0, 3).join(' | ')}`);
  });
}

async function tryManager(manager) {
  await tryWithoutTfjs(manager);
  for (const what of ['union', 'parts']) {
    const title = `${manager} ${what}`;
    const project = await installed(title, manager, libraries, named(manager, what));
    if (!project) continue;
    await runAll(title, project, trainings(what));
    if (what === 'union') await runAll(title, project, examples());
    await checkCores(title, manager, project, 1);
    await checkTypes(title, manager, project, what);
  }
}

async function tryVite() {
  const dependencies = { ...tfjs.union(version), vite: '^8.0.0' };
  const project = await installed('vite', 'npm', tarballs, dependencies, { type: 'module' });
  if (!project) return;
  const zoo = (...args) =>
    project
      .run('npx', 'optimizer-zoo', ...args)
      .trim()
      .split('\n');
  await check('optimizer-zoo card', () => zoo('card', 'adam')[0]);
  await check('optimizer-zoo run, with its report', () => zoo('run', '-p', 'beale', '--steps', '20')[0]);
  await check('optimizer-zoo reproduce', () => zoo('reproduce', 'nagGsReadme', '--short').at(-1));
  await check('optimizer-zoo diagnose', () => zoo('diagnose', 'rotation', '-o', 'sgd').at(-1));
  for (const [file, text] of Object.entries(vitePage)) project.write(file, text);
  await check('vite build', () => project.run('npx', 'vite', 'build').match(/gzip: +([\d.]+ kB)/)?.[1]);
  project.write('scripts.html', scriptPage);
  await check('modules by address, as CDNs give them', () => writeModulesPage(project));
  for (const [title, folder, address] of [
    ['the page that Vite built trains in Chromium', path.join(project.folder, 'dist'), '/index.html'],
    ['the page of two script tags trains in Chromium', project.folder, '/scripts.html'],
    ['the page of modules by address trains in Chromium', project.folder, '/modules.html'],
  ]) {
    await check(title, async () => {
      const [loss] = (await trainInPages([[folder, address]])) ?? [];
      if (loss && !(loss.at(-1) < loss[0] / 2)) throw new Error(`it does not learn: ${loss}`);
      return loss ? `${loss[0].toFixed(2)} to ${loss.at(-1).toFixed(3)}` : 'skipped';
    });
  }
}

const asked = process.argv.slice(2);
for (const one of asked.length > 0 ? asked : ['npm', 'pnpm', 'vite']) {
  if (one === 'vite') await tryVite();
  else await tryManager(one);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
