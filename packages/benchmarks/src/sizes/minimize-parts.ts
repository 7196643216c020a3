/** The parts of `minimize` with `adam`, by which of its modules belong to them. */
const parts: readonly (readonly [part: string, modules: RegExp])[] = [
  ['the rule: Adam, its options and words', /rules\/|rule\/(?!value)/],
  ['what a rule is written with', /rule\/value/],
  ['groups, frozen parameters, names', /float64\/segments|optimizer\/(check-groups|groups|match)|variable-names/],
  [
    'a rule at work: slots, scalars, global state, saving',
    /float64\/(observers|optimizer|program-run|rule-|scalar-table)|optimizer\/mover/,
  ],
  ['kernels in WebAssembly', /kernels\/(float64-(kernels|module)|wasm-)/],
  ['the plain loop', /kernels\/(float64-loop|folds)/],
  ['tracing, and the graph', /kernels\//],
  ['the objective: calls, checks, differences', /float64\/(differences|evaluator)/],
  ['parameters, one array or several by name', /float64\/parameters/],
  ['the run: ends, callback, saving, errors', /float64\/(check-start|finite|minimize|run)/],
  ['checking options', /schedulers\//],
  ['the factory', /float64\/factories/],
];

/** What a minimisation can be done without. */
const spared = [/kernels in WebAssembly/, /^groups/, /^parameters/];
export const isSpared = (part: string): boolean => spared.some((words) => words.test(part));

/** The part of a module; itself if it belongs to none. */
export const minimizePartOf = (module: string): string =>
  parts.find(([, modules]) => modules.test(module))?.[0] ?? module;
