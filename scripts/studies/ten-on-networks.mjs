// Ten optimizers on every network, 500 steps, each in the best of ten settings, on ten seeds:
// node packages/benchmarks/bin/optimizer-zoo.js run --config scripts/studies/ten-on-networks.mjs [--shard 1/20]. Needs `pnpm run build`.
import { suite } from '../../packages/testbed/dist/index.js';

export default {
  optimizers: [
    'sgd',
    'momentum',
    'adam',
    'adamw',
    'lion',
    'ademamix',
    'nagGs',
    'scheduleFreeAdamw',
    'psgdKron',
    'tf.adam',
  ],
  problems: suite.filter(({ tags }) => tags.includes('network')).map(({ name }) => name),
  seeds: 10,
  tune: 'small',
};
