// What a package holds beside its ES modules: a CommonJS build with types of its own, in few files, and one script for pages.
//   node scripts/build-packages.mjs [package…]    after `tsc -b packages/benchmarks`
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { entryFiles, packageNames, readManifest } from './packages.mjs';

const folderOf = (name) => fileURLToPath(new URL(`../packages/${name}/`, import.meta.url));

/** Dependencies that cannot be required, by package: they become a part of it. */
const inlined = { testbed: ['random'] };

/** What a manifest's `imports` say for Node: a folder with a manifest of its own does not see them. */
const importsOf = (name) =>
  Object.fromEntries(Object.entries(readManifest(name).imports ?? {}).map(([id, { node }]) => [id, node]));

/** Node's own way to its modules, for what starts processes from files beside its own, and needs packages that are modules alone. */
const requiresModules = { benchmarks: "module.exports = require('../dist/index.js');\n" };

/** A package's entries, as rollup wants them: under the names that they keep. */
const inputs = (name, extension) =>
  Object.fromEntries(entryFiles(name).map((file) => [file, path.join(folderOf(name), 'dist', `${file}${extension}`)]));

async function write(options, output) {
  const bundle = await rollup({ treeshake: false, ...options });
  await bundle.write(output);
  await bundle.close();
}

/**
 * Its last hook would have an entry take types from another entry that exports them, and those that are without tfjs from one
 * that is not.
 */
const declarations = (options) => ({ ...dts(options), generateBundle: undefined });

/** Of types (register-all). */
const isHarmless = ({ code }) => code === 'EMPTY_BUNDLE';

async function writeTypes(name, dir) {
  const onwarn = (warning) => {
    if (!isHarmless(warning)) throw new Error(warning.message);
  };
  await write(
    {
      input: inputs(name, '.d.ts'),
      external: (id) => !/^[./]/.test(id) && !inlined[name]?.includes(id),
      plugins: [declarations({ includeExternal: inlined[name] ?? [] })],
      onwarn,
    },
    {
      dir,
      format: 'es',
      entryFileNames: '[name].d.ts',
      chunkFileNames: ({ name }) => `parts/${path.parse(name).name}.d.ts`,
    },
  );
}

/** The comments stand in the ES modules and in the types. */
const withoutComments = {
  name: 'without-comments',
  renderChunk: async (code) => (await transform(code, { target: 'es2022', charset: 'utf8' })).code,
};

async function writeModules(name, dir) {
  const { resolve } = createRequire(path.join(folderOf(name), 'package.json'));
  const inside = Object.fromEntries((inlined[name] ?? []).map((one) => [one, resolve(one)]));
  const renamed = importsOf(name);
  const own = {
    name: 'own',
    resolveId: (id) => inside[id] ?? (id in renamed ? { id: renamed[id], external: true } : null),
  };
  const onwarn = ({ message }) => {
    throw new Error(message);
  };
  await write(
    {
      input: inputs(name, '.js'),
      external: (id) => !/^[./]/.test(id) && !(id in inside) && !(id in renamed),
      plugins: [own, withoutComments],
      onwarn,
    },
    { dir, format: 'cjs', interop: 'auto', entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
  );
}

async function buildCommonJs(name) {
  const dir = path.join(folderOf(name), 'dist-cjs');
  rmSync(dir, { recursive: true, force: true });
  await writeTypes(name, dir);
  if (name in requiresModules) writeFileSync(path.join(dir, 'index.js'), requiresModules[name]);
  else await writeModules(name, dir);
  writeFileSync(path.join(dir, 'package.json'), '{ "type": "commonjs" }\n');
}

/** What each script holds; the one of the optimizers is all that a page needs. */
const scripts = {
  schedulers: { global: 'optimizerZooSchedulers', modules: ['./dist/index.js', './dist/callbacks/index.js'] },
  optimizers: {
    global: 'optimizerZoo',
    modules: [
      './dist/index.js',
      './dist/by-name/index.js',
      './dist/callbacks/index.js',
      './dist/training-kernels/index.js',
      '@optimizer-zoo/schedulers',
    ],
    run: ['./dist/register-all.js'],
  },
  testbed: { global: 'optimizerZooTestbed', modules: ['./dist/index.js', './dist/loaders/index.js'] },
};

/** tfjs's packages are the global `tf` that tfjs's own script makes. */
const tfGlobal = {
  name: 'tf-global',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@tensorflow\/tfjs-(core|layers)$/ }, ({ path }) => ({ path, namespace: 'tf-global' }));
    onLoad({ filter: /.*/, namespace: 'tf-global' }, () => ({
      contents: `if (!globalThis.tf) throw new Error("The global tf is missing: load tfjs's script before this one.");
module.exports = globalThis.tf;`,
    }));
  },
};

async function buildScript(name) {
  const { global, modules, run = [] } = scripts[name];
  const lines = [...modules.map((one) => `export * from '${one}';`), ...run.map((one) => `import '${one}';`)];
  await build({
    stdin: { contents: lines.join('\n'), resolveDir: folderOf(name) },
    outfile: path.join(folderOf(name), 'dist-script', `${readManifest(name).name.split('/')[1]}.min.js`),
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: global,
    target: 'es2022',
    external: ['node:*'], // imported where a file is read from disk
    plugins: [tfGlobal],
    logLevel: 'error',
  });
}

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : packageNames) {
  await buildCommonJs(name);
  if (name in scripts) await buildScript(name);
}
