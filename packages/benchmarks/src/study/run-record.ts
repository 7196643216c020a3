import type { ProblemConfig } from '@optimizer-zoo/testbed';
import * as v from 'valibot';
import type { Term, TermValue } from '../candidates/term.js';
import { instrumentNames } from '../run/instrument-names.js';
import { units } from './budget.js';

export const finite = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Where and when something was measured. */
export const environmentRecord = v.object({
  date: v.string(),
  version: v.string(),
  node: v.string(),
  tfjs: v.string(),
  backend: v.string(),
  platform: v.string(),
  cpu: v.string(),
  /** Where it was not Node itself: name and version. */
  browser: v.optional(v.string()),
  /** Of a backend that is a GPU's: the GPU, or the software in its place. */
  renderer: v.optional(v.string()),
});

const numbers = v.pipe(v.array(finite), v.readonly());

export const problem: v.GenericSchema<ProblemConfig> = v.union([
  v.strictObject({ name: v.string() }),
  v.strictObject({ game: v.string() }),
  v.strictObject({ expression: v.string(), start: numbers }),
  v.strictObject({
    transform: v.string(),
    options: v.record(v.string(), v.union([finite, numbers])),
    of: v.lazy(() => problem),
  }),
]);

const termValue: v.GenericSchema<TermValue> = v.union([
  finite,
  v.boolean(),
  v.string(),
  v.lazy(() => v.pipe(v.array(termValue), v.readonly())),
  v.lazy(() => term),
]);

export const term: v.GenericSchema<Term> = v.strictObject({
  name: v.string(),
  of: v.exactOptional(v.lazy(() => term)),
  options: v.record(v.string(), termValue),
});

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const some = v.pipe(count, v.minValue(1));

/** `RunConfig`, wherever it comes from. */
export const runConfig = v.pipe(
  v.strictObject({
    optimizer: term,
    problem,
    seed: count,
    steps: v.exactOptional(some),
    gradients: v.exactOptional(some),
    seconds: v.exactOptional(positive),
    backend: v.string(),
    instruments: v.exactOptional(v.pipe(v.array(v.picklist(instrumentNames)), v.readonly())),
  }),
  v.check(
    (fields) => units.filter((unit) => fields[unit] !== undefined).length === 1,
    `Invalid budget: exactly one of ${units.join(', ')} is expected`,
  ),
);

const isFiniteNumber = (value: unknown) => Number.isFinite(value);
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

/** An array of pairs: nearly all of a record, so it is looked through in one go, and not copied. */
const pairs = <A, B>(isPair: (first: unknown, second: unknown) => boolean) =>
  v.custom<[A, B][]>(
    (value) =>
      Array.isArray(value) &&
      value.every((pair) => Array.isArray(pair) && pair.length === 2 && isPair(pair[0], pair[1])),
    'Invalid pairs of numbers',
  );

const list = <A>(isOne: (value: unknown) => boolean) =>
  v.custom<A[]>((value) => Array.isArray(value) && value.every(isOne), 'Invalid numbers');

/** Numbers, one for each point of a curve. */
const amounts = list<number>(isFiniteNumber);
/** The same; null where there was none that is finite. */
const column = list<number | null>((one) => one === null || isFiniteNumber(one));

/** What the steps up to each point of the curve have cost together, evaluation of the objective excluded. */
const spent = v.strictObject({
  /** Runs of the loss, those within gradients included. */
  losses: amounts,
  /** Evaluations of the whole gradient by reverse mode. */
  gradients: amounts,
  /** Products with a matrix of derivatives: Hessian-vector, Gauss-Newton-vector, directional derivatives. */
  products: amounts,
  seconds: amounts,
});

/** What instruments told before the steps from some points of the curve; null where it was not finite. */
const instruments = v.strictObject({
  version: v.literal(1),
  /** Which points of the curve. */
  at: v.array(count),
  ...v.entriesFromList(instrumentNames, v.exactOptional(column)),
});

/** On data that no step sees, at each point of the curve. */
const heldOut = v.strictObject({ objective: column, accuracy: v.exactOptional(column) });

/** One run, as one line of a results file. */
export const runRecord = v.object({
  /** `runId(config)`. */
  id: v.string(),
  config: runConfig,
  /**
   * diverged: the objective stopped being finite or exploded; failed: something threw; not applicable: nothing ran, as the
   * problem does not offer what the optimizer needs. `reason` says which.
   */
  status: v.picklist(['ok', 'diverged', 'failed', 'not applicable']),
  reason: v.optional(v.string()),
  /** Step and objective, from step 0 on; null where the objective was not finite. */
  curve: pairs<number, number | null>(
    (step, objective) => isCount(step) && (objective === null || isFiniteNumber(objective)),
  ),
  spent: v.optional(spent),
  heldOut: v.optional(heldOut),
  instruments: v.optional(instruments),
  /** The way through the plane, for problems of two parameters. */
  trajectory: v.optional(pairs<number, number>((x, y) => isFiniteNumber(x) && isFiniteNumber(y))),
  /** Seconds spent in steps, evaluation of the objective excluded. The first step (compilation) stands apart. */
  timing: v.object({ firstStep: finite, otherSteps: finite, steps: count }),
  environment: environmentRecord,
  /** Where the run came from: the command, and how many runs it did at a time. */
  study: v.object({ command: v.string(), jobs: count }),
});

export type RunRecord = v.InferOutput<typeof runRecord>;
export type StudyInfo = RunRecord['study'];

export type Spent = v.InferOutput<typeof spent>;
export type Instruments = v.InferOutput<typeof instruments>;
export type HeldOut = v.InferOutput<typeof heldOut>;

/** The objective where the run ended; Infinity if it diverged, failed, or never began. */
export const finalObjective = ({ status, curve }: RunRecord): number =>
  (status === 'ok' ? curve.at(-1)?.[1] : null) ?? Number.POSITIVE_INFINITY;
