// In which directions modules may depend on one another; ARCHITECTURE.md says why. Imports of types count.
const src = (name) => `^packages/${name}/src/`;
const pure = [`${src('optimizers')}(rule|rules|wrappers|float64)/`, `${src('optimizers')}words/(?!tfjs-words)`];
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
    name: 'what is packed needs nothing that is not', // the manifest's `files` leave these folders out
    from: { path: src('benchmarks'), pathNot: [`${src('benchmarks')}(docs|sizes)/`, ...tests] },
    to: { path: `${src('benchmarks')}(docs|sizes)/` },
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
      pathNot: ['/callbacks/', `${src('optimizers')}(by-name|testing)/`, ...tests],
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
 * What breaks a rule and is let pass: `{ rule, from, to, reason }`, with regular expressions on paths. The check fails when
 * one is not needed any more, so this only shrinks.
 */
export const exceptions = [];
