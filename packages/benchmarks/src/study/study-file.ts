import * as v from 'valibot';
import { machines } from '../backends/backend-names.js';
import { instrumentNames } from '../run/instrument-names.js';
import { problem, term } from './run-record.js';
import { tuningSizes } from './tuning.js';

const whole = (largest: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largest));

/** What the numbers of a study may be at most, on the command line too. */
export const limits = {
  seeds: 1000,
  steps: 10_000_000,
  tune: 1000,
  jobs: 256,
  timeout: 86_400,
  memory: 65_536,
  shards: 10_000,
} as const;

const text = v.pipe(v.string(), v.nonEmpty());
const some = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.nonEmpty());
const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.optional(v.pipe(schema, v.description(description)));

/** A study as data: what `run` and `race` take as options. */
export const studyFile = v.strictObject({
  $schema: v.optional(v.string()),
  optimizers: described(
    some(v.union([text, term])),
    'As on the command line, "adam(beta1=0.8)", or as an object: { "name": "adam", "options": { "beta1": 0.8 } }.',
  ),
  problems: described(
    some(v.union([text, problem])),
    'By name, or as an object: { "expression": "x^2 + y^2", "start": [1, 2] }.',
  ),
  seeds: described(whole(limits.seeds), 'Number of seeds that is judged on.'),
  budget: described(
    v.union([whole(limits.steps), v.pipe(v.string(), v.regex(/^\d+(\.\d+)?[gs]?$/))]),
    'What each run may spend: 500 steps, "1000g" gradient evaluations or "20s".',
  ),
  tune: described(
    v.union([whole(limits.tune), v.picklist(Object.keys(tuningSizes) as (keyof typeof tuningSizes)[])]),
    'Settings tried for each optimizer on each problem, its own first.',
  ),
  backend: described(
    v.pipe(v.string(), v.regex(machines)),
    'Where runs are computed: "float64", a backend of tfjs, or "float64,wasm": what cannot run in float64 goes there.',
  ),
  instruments: described(v.array(v.picklist(instrumentNames)), 'What is read along the runs that are judged on.'),
  jobs: described(whole(limits.jobs), 'Runs at a time.'),
  timeout: described(v.pipe(v.number(), v.gtValue(0), v.maxValue(limits.timeout)), 'Seconds that a run may take.'),
  workerMemory: described(whole(limits.memory), 'MB of memory above which a worker is started anew.'),
  out: described(text, 'The results file.'),
  html: described(text, 'Where the report goes.'),
});

export type StudyFile = v.InferOutput<typeof studyFile>;
