// TypeScript in a stranger's project, under each way of resolving modules, with types of dependencies checked too.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readManifest } from '../packages.mjs';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** The repository's own test of types, on the installed package. */
const misuse = readFileSync(new URL('../../packages/optimizers/src/whole-zoo/types.test.ts', import.meta.url), 'utf8')
  .replaceAll("'../index.js'", "'@optimizer-zoo/optimizers'")
  .replace(/^test\([\s\S]*$/m, '');

/** Every entry is imported, and its types are found. */
const entries = ['schedulers', 'optimizers', 'testbed'].flatMap((name) =>
  Object.keys(readManifest(name).exports)
    .filter((entry) => !entry.endsWith('.json'))
    .map((entry) => `@optimizer-zoo/${name}${entry.slice(1)}`),
);
const everyEntry = entries
  .map((entry, index) => `import * as entry${index} from '${entry}';\nexport { entry${index} };`)
  .join('\n');

const compiles = {
  union: "import * as tf from '@tensorflow/tfjs';\nexport const model = tf.sequential();\n",
  parts: "import { sequential } from '@tensorflow/tfjs-layers';\nexport const model = sequential();\n",
};

/** What has no word of tfjs in its types. */
const plain = `import { adam, minimize } from '@optimizer-zoo/optimizers/float64';
import { cosineDecay } from '@optimizer-zoo/schedulers';
const learningRate = cosineDecay({ initialValue: 0.1, decaySteps: 2000 });
export const at: Float64Array = minimize({ value: ([x]) => x * x }, [1], { optimizer: adam({ learningRate }) }).x;
// @ts-expect-error: no such option
adam({ lr: 0.1 });
`;

const withTfjs = (what) => `${misuse}\n${everyEntry}\n${compiles[what]}
import { adamw } from '@optimizer-zoo/optimizers';
import { registerOptimizers } from '@optimizer-zoo/optimizers/by-name';
model.compile({ optimizer: adamw(), loss: 'meanSquaredError' });
registerOptimizers({ adamw, slow: () => adamw({ learningRate: 1e-4 }) });
`;

const program = (what) => (what === 'plain' ? plain : withTfjs(what));

/** By what a project is. `node10` is left to what `packages` checks. */
const resolutions = {
  union: {
    node16: { files: ['types.mts', 'types.cts'], options: { module: 'node16', moduleResolution: 'node16' } },
    bundler: { files: ['types.ts'], options: { module: 'esnext', moduleResolution: 'bundler' } },
  },
  parts: { node16: { files: ['types.mts'], options: { module: 'node16', moduleResolution: 'node16' } } },
  plain: {
    node16: { files: ['types.mts', 'types.cts'], options: { module: 'node16', moduleResolution: 'node16' } },
    bundler: { files: ['types.ts'], options: { module: 'esnext', moduleResolution: 'bundler' } },
  },
};

const strict = { target: 'es2022', lib: ['es2023', 'dom'], strict: true, noEmit: true, types: [] };

/** Faults by resolution; those in the types of others than these packages are not ours to mend. */
export function typeFaults(project, what) {
  return Object.entries(resolutions[what]).flatMap(([name, { files, options }]) => {
    for (const file of files) project.write(file, program(what));
    const config = JSON.stringify({ compilerOptions: { ...strict, ...options }, files });
    try {
      project.run(process.execPath, tsc, '-p', project.write('tsconfig.json', config));
      return [];
    } catch (error) {
      const lines = error.stdout.split('\n').filter((line) => /error TS/.test(line));
      const ours = lines.filter((line) => !line.includes('node_modules') || line.includes('@optimizer-zoo'));
      return ours.map((line) => `${name}: ${line}`);
    }
  });
}
