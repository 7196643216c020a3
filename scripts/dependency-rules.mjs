// In which directions modules may depend on one another; ARCHITECTURE.md says why. Imports of types count.
const src = (name) => `^packages/${name}/src/`;
const pure = [`${src('optimizers')}(rule|wrappers|float64)/`, `${src('optimizers')}rules/(?!on-tensors/|adafactor\\.)`];
const tests = ['\\.test\\.ts$', '/fixtures/'];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
export const forbidden = [
  { name: 'no circles', from: {}, to: { circular: true } },
  {
    name: 'no tfjs below rules and wrappers',
    from: { path: pure, pathNot: tests },
    to: { path: '/@tensorflow/', reachable: true },
  },
  {
    name: 'rules know no kernels',
    from: { path: `${src('optimizers')}rules/`, pathNot: tests },
    to: { path: `${src('optimizers')}kernels/` },
  },
  {
    name: 'cards are for benchmarks',
    from: { path: src('optimizers'), pathNot: [`${src('optimizers')}card/`, ...tests] },
    to: { path: `${src('optimizers')}card/` },
  },
  {
    name: 'testbed knows no optimizers',
    from: { path: src('testbed') },
    to: { path: '^packages/(optimizers|benchmarks)/' },
  },
  {
    name: 'optimizers know no benchmarks',
    from: { path: src('optimizers') },
    to: { path: '^packages/(benchmarks|testbed)/' },
  },
  {
    name: 'schedulers know no optimizers', // their callbacks are tested with some
    from: { path: src('schedulers'), pathNot: tests },
    to: { path: '^packages/(?!schedulers)' },
  },
  {
    name: 'tfjs-layers where layers are known',
    from: {
      path: '^packages/(optimizers|schedulers|testbed)/src/',
      pathNot: ['/callbacks/', `${src('optimizers')}testing/`, ...tests],
    },
    to: { path: '/@tensorflow/tfjs-layers/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the union of tfjs is for benchmarks and tests',
    from: { path: '^packages/(optimizers|schedulers|testbed)/src/', pathNot: tests },
    to: { path: '/@tensorflow/tfjs/' },
  },
  {
    name: 'fixtures are for tests',
    from: { path: '^packages/[a-z]+/src/', pathNot: tests },
    to: { path: '/fixtures/' },
  },
  { name: 'what is imported exists', from: {}, to: { couldNotResolve: true, pathNot: '^@webgpu/types$' } },
];

/**
 * What breaks a rule and is let pass, with the reason; the check fails when one is not needed any more, so this only
 * shrinks. `from` and `to` are regular expressions on paths.
 */
export const exceptions = [
  {
    rule: 'no tfjs below rules and wrappers',
    from: '^packages/optimizers/src/(rule|rules|wrappers)/',
    to: '',
    reason: 'rules make their own factories; they become data, and the factories a table of their own',
  },
  {
    rule: 'no circles',
    from: '^packages/optimizers/src/(gradients/gradient-source|kernels/(eager|step)|optimizer/(beside-gradient|groups|pair-gradients)|rule/(rule|wrap-rule)|state/(match-saved|saved-scalars|slots|tf-state))\\.ts$',
    to: '^packages/optimizers/src/',
    reason: 'rule, source, step and state know one another by their types, until rules are data',
  },
  {
    rule: 'no circles',
    from: '^packages/benchmarks/src/candidates/candidates.ts$',
    to: '/tf-candidates.ts$',
    reason: 'until rules are data',
  },
];
