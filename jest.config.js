const packages = ['schedulers', 'optimizers', 'testbed', 'browser', 'benchmarks'];

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  roots: [...packages.map((name) => `<rootDir>/packages/${name}/src`), '<rootDir>/examples'],
  testMatch: ['**/*.test.ts', '!**/*.zoo.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: {
    '/start-worker\\.js$': '<rootDir>/packages/benchmarks/src/fixtures/run-here.ts', // a process needs what is built
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@optimizer-zoo/schedulers/(callbacks(?:/node)?)$': '<rootDir>/packages/schedulers/src/$1/index.ts',
    '^@optimizer-zoo/optimizers/register-all$': '<rootDir>/packages/optimizers/src/register-all.ts',
    '^@optimizer-zoo/optimizers/([a-z-]+)$': '<rootDir>/packages/optimizers/src/$1/index.ts',
    ...Object.fromEntries(
      packages.map((name) => [`^@optimizer-zoo/${name}$`, `<rootDir>/packages/${name}/src/index.ts`]),
    ),
  },
  setupFiles: ['<rootDir>/scripts/quiet-tfjs.js', '<rootDir>/scripts/seeded-random.js'],
  maxWorkers: 2,
  workerIdleMemoryLimit: '2GB', // a worker that has grown is started anew
  testTimeout: 30 * 60_000, // ends what hangs; no test may fail for want of speed
};
