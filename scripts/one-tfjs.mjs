// Whether a project gets one instance of tfjs: packs the packages, installs them in empty projects with each package manager,
// with the union and without it, trains a small model as an ES and as a CommonJS module, saves and loads it, and counts the
// copies of tfjs-core on disk. Needs a registry; after `npx -y pnpm@10.34.9 run build`:
//   node scripts/one-tfjs.mjs [npm | pnpm | yarn | berry | pnp …]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'one-tfjs-'));
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function pack(name) {
  run('npx', ['-y', 'pnpm@10.34.9', 'pack', '--pack-destination', scratch], path.join(root, 'packages', name));
  const file = readdirSync(scratch).find((one) => one.includes(name) && one.endsWith('.tgz'));
  return `file:${path.join(scratch, file)}`;
}
const own = Object.fromEntries(['schedulers', 'optimizers'].map((name) => [`@optimizer-zoo/${name}`, pack(name)]));

const version = '4.22.0';
const tfjs = {
  union: { '@tensorflow/tfjs': version },
  'core, layers and cpu': {
    '@tensorflow/tfjs-core': version,
    '@tensorflow/tfjs-layers': version,
    '@tensorflow/tfjs-backend-cpu': version,
  },
};

/** Berry's two linkers: folders, and its own loader without folders. */
const yarn4 = (linker) => (folder) => {
  writeFileSync(
    path.join(folder, '.yarnrc.yml'),
    `nodeLinker: ${linker}\nenableTelemetry: false\nenableImmutableInstalls: false\n`,
  );
  writeFileSync(path.join(folder, 'yarn.lock'), '');
  return ['-y', '-p', '@yarnpkg/cli-dist@4.9.2', 'yarn', 'install'];
};
const managers = {
  npm: { install: () => ['npm', 'install', '--no-audit', '--no-fund'] },
  pnpm: { install: () => ['-y', 'pnpm@10.34.9', 'install', '--ignore-workspace', '--no-frozen-lockfile'] },
  yarn: { install: () => ['-y', 'yarn@1.22.22', 'install', '--non-interactive'] },
  berry: { install: yarn4('node-modules') },
  pnp: { install: yarn4('pnp'), run: ['-y', '-p', '@yarnpkg/cli-dist@4.9.2', 'yarn', 'node'] },
};

/** A program that trains, saves and loads, and prints what it found. */
const program = (kind, isUnion) => {
  const names = {
    tf: isUnion ? '@tensorflow/tfjs' : '@tensorflow/tfjs-core',
    tfl: isUnion ? '@tensorflow/tfjs' : '@tensorflow/tfjs-layers',
  };
  const zoo = {
    zoo: '@optimizer-zoo/optimizers',
    schedules: '@optimizer-zoo/schedulers',
    callbacks: '@optimizer-zoo/optimizers/callbacks',
  };
  const load = ([name, from]) =>
    kind === 'esm' ? `import * as ${name} from '${from}';` : `const ${name} = require('${from}');`;
  const side = isUnion
    ? ''
    : kind === 'esm'
      ? "import '@tensorflow/tfjs-backend-cpu';"
      : "require('@tensorflow/tfjs-backend-cpu');";
  return `${side}
${Object.entries({ ...names, ...zoo })
  .map(load)
  .join('\n')}
(async () => {
  await tf.ready();
  const model = tfl.sequential({ layers: [tfl.layers.dense({ units: 8, activation: 'tanh', inputShape: [2] }), tfl.layers.dense({ units: 1 })] });
  const optimizer = zoo.ema(zoo.adam({ learningRate: schedules.cosineDecay({ initialValue: 0.05, decaySteps: 200 }) }));
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const x = tf.randomNormal([64, 2], 0, 1, 'float32', 1);
  const y = tf.sum(x, 1, true);
  const { history } = await model.fit(x, y, { epochs: 20, verbose: 0, callbacks: new callbacks.SwapEMAWeights(model) });
  if (!(history.loss.at(-1) < history.loss[0] / 4)) throw new Error('it does not learn: ' + history.loss);
  optimizer.train();
  let saved;
  await model.save(tf.io.withSaveHandler(async (artifacts) => ((saved = artifacts), { modelArtifactsInfo: {} })), { includeOptimizer: true });
  const again = await tfl.loadLayersModel(tf.io.fromMemory(saved));
  if (again.optimizer.rule.name !== 'ema(Adam)') throw new Error('the optimizer was not loaded');
  console.log('learns: ' + history.loss[0].toFixed(2) + ' to ' + history.loss.at(-1).toFixed(3));
})().catch((error) => { console.error(error); process.exit(1); });
`;
};

/** The folders of tfjs-core under a folder, links resolved. */
function coresIn(folder) {
  const found = new Set();
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const file = path.join(at, entry.name);
      if (entry.name === 'tfjs-core' && path.basename(at) === '@tensorflow') found.add(realpathSync(file));
      else if (entry.isDirectory()) walk(file);
    }
  };
  try {
    walk(path.join(folder, 'node_modules'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error; // pnp has no folder
  }
  return found.size;
}

let isGood = true;
const asked = process.argv.slice(2);
for (const manager of asked.length > 0 ? asked : Object.keys(managers)) {
  const { install, run: runner } = managers[manager];
  for (const [what, packages] of Object.entries(tfjs)) {
    const folder = path.join(scratch, `${manager}-${what === 'union' ? 'union' : 'core'}`);
    mkdirSync(folder);
    const overrides = { '@optimizer-zoo/schedulers': own['@optimizer-zoo/schedulers'] };
    // Plug'n'Play gives a package only what its user names, also of the union's parts.
    const parts = manager === 'pnp' ? { '@tensorflow/tfjs-core': version, '@tensorflow/tfjs-layers': version } : {};
    const manifest = { name: 'empty', private: true, dependencies: { ...own, ...packages, ...parts } };
    if (manager === 'pnpm') Object.assign(manifest, { pnpm: { overrides } });
    else if (manager !== 'npm') Object.assign(manifest, { resolutions: overrides });
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
    const lines = [];
    try {
      const [command, args] = manager === 'npm' ? ['npm', install(folder).slice(1)] : ['npx', install(folder)];
      run(command, args, folder);
      const cores = coresIn(folder);
      lines.push(manager === 'pnp' ? 'no folders' : `tfjs-core ${cores} times`);
      if (manager !== 'pnp' && cores !== 1) isGood = false;
      for (const [kind, file] of [
        ['esm', 'train.mjs'],
        ['cjs', 'train.cjs'],
      ]) {
        writeFileSync(path.join(folder, file), program(kind, what === 'union'));
        const said = runner ? run('npx', [...runner, file], folder) : run(process.execPath, [file], folder);
        lines.push(`${kind} ${said.trim().split('\n').at(-1)}`);
      }
    } catch (error) {
      isGood = false;
      const said = String(error.stderr || error.stdout || error).split('\n');
      lines.push(`fails: ${said.find((line) => /error/i.test(line)) ?? said[0]}`);
    }
    console.log(`${manager}, ${what}: ${lines.join('; ')}`);
  }
}
rmSync(scratch, { recursive: true, force: true });
if (!isGood) process.exitCode = 1;
