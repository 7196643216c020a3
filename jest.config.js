import { createRequire } from 'node:module';

const packages = ['schedulers', 'optimizers', 'testbed', 'browser', 'benchmarks'];

// tfjs as it is written, in ES2017: what Node is given is translated to ES5, in which an operation takes a sixth longer.
// Processes that tests start (resume, examples, workers) have Node's.
const { resolve } = createRequire(new URL('packages/optimizers/package.json', import.meta.url));
const modern = ['core', 'layers', 'backend-cpu', 'backend-wasm', 'backend-webgpu'].map((name) => [
  `^@tensorflow/tfjs-${name}$`,
  resolve(`@tensorflow/tfjs-${name}/package.json`).replace('package.json', `dist/tf-${name}.fesm.js`),
]);

// Parts of the union of which nothing runs in Node: they need not be parsed for each test file. (Pages are bundled by esbuild.)
const unused = ['^@tensorflow/tfjs-(converter|backend-webgl)$', '<rootDir>/scripts/empty.cjs'];

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  roots: [...packages.map((name) => `<rootDir>/packages/${name}/src`), '<rootDir>/examples'],
  testMatch: ['**/*.test.ts', '!**/*.zoo.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
    '\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'vue' } },
        },
      },
    ],
    '\\.fesm\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: false }],
  },
  transformIgnorePatterns: ['/node_modules/.*(?<!\\.fesm\\.js)$'],
  moduleNameMapper: {
    '/start-worker\\.js$': '<rootDir>/packages/benchmarks/src/fixtures/run-here.ts', // a process needs what is built
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@optimizer-zoo/schedulers/(callbacks(?:/node)?)$': '<rootDir>/packages/schedulers/src/$1/index.ts',
    '^@optimizer-zoo/optimizers/register-all$': '<rootDir>/packages/optimizers/src/register-all.ts',
    '^@optimizer-zoo/optimizers/([a-z0-9-]+)$': '<rootDir>/packages/optimizers/src/$1/index.ts',
    ...Object.fromEntries(
      packages.map((name) => [`^@optimizer-zoo/${name}$`, `<rootDir>/packages/${name}/src/index.ts`]),
    ),
    ...Object.fromEntries([...modern, unused]),
  },
  setupFiles: ['<rootDir>/scripts/quiet-tfjs.js', '<rootDir>/scripts/seeded-random.js'],
  testSequencer: '<rootDir>/scripts/slow-first.js',
  maxWorkers: 2,
  workerIdleMemoryLimit: '2GB', // a worker that has grown is started anew
  testTimeout: 30 * 60_000, // ends what hangs; no test may fail for want of speed
};
