// Every optimizer on every problem that has a formula, 500 steps, each in the best of ten settings, on ten seeds:
// node packages/benchmarks/bin/optimizer-zoo.js run --config scripts/studies/all-formulas.mjs [--shard 1/12]. Needs `pnpm run build`.
import { candidates } from '../../packages/benchmarks/dist/index.js';
import { suite } from '../../packages/testbed/dist/index.js';

export default {
  optimizers: Object.keys(candidates),
  problems: suite.filter(({ offers }) => offers.includes('float64')).map(({ name }) => name),
  seeds: 10,
  tune: 'small',
};
