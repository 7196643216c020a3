import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../cli/input-error.js';
import { tuningSeed } from '../study/tuning.js';
import { textOf } from './open-duckdb.js';

/** The version of the table's columns, which stands in each row of a Parquet file. A change that is no addition raises it. */
export const schemaVersion = 1;

/** Fields of a line of a results file, as far as the table holds them; those that older lines lack are NULL. */
const fields = `{
  id: 'VARCHAR', status: 'VARCHAR', reason: 'VARCHAR', config: 'JSON', curve: 'DOUBLE[][]',
  spent: 'STRUCT(losses DOUBLE[], gradients DOUBLE[], products DOUBLE[], seconds DOUBLE[])',
  heldOut: 'STRUCT(objective DOUBLE[], accuracy DOUBLE[])',
  timing: 'STRUCT(firstStep DOUBLE, otherSteps DOUBLE, steps BIGINT)',
  environment: 'JSON', study: 'STRUCT(command VARCHAR, jobs BIGINT)'
}`;

/** The columns of the table `runs`, and what they are of a line. */
export const columnsOfRuns: Readonly<Record<string, string>> = {
  schema: String(schemaVersion),
  id: 'id',
  version: "environment->>'version'",
  problem: "coalesce(config->'problem'->>'name', config->'problem'->>'game', 'other')",
  optimizer: "config->'optimizer'->>'name'",
  seed: "(config->>'seed')::BIGINT",
  trial: `(config->>'seed')::BIGINT = ${tuningSeed}`,
  backend: "config->>'backend'",
  status: 'status',
  reason: 'reason',
  config: 'config::VARCHAR',
  setting: `json_merge_patch(config, '{"seed": null}')::VARCHAR`,
  start: 'curve[1][2]',
  final: 'curve[-1][2]',
  lowest: 'list_min(objective)',
  highest: 'list_max(objective)',
  points: 'len(curve)',
  values: 'list_count(objective)',
  steps: 'timing.steps',
  first_step: 'timing.firstStep',
  other_steps: 'timing.otherSteps',
  step: 'list_transform(curve, lambda point: point[1]::INTEGER)',
  objective: 'objective',
  losses: 'spent.losses',
  gradients: 'spent.gradients',
  products: 'spent.products',
  seconds: 'spent.seconds',
  held_out_objective: 'heldOut.objective',
  held_out_accuracy: 'heldOut.accuracy',
  date: "environment->>'date'",
  environment: 'environment::VARCHAR',
  command: 'study.command',
  jobs: 'study.jobs',
};

/** What the table is read from: results files, or folders and files of Parquet. All of one kind. */
export interface Sources {
  readonly paths: readonly string[];
  readonly isParquet: boolean;
}

export function sourcesOf(paths: readonly string[]): Sources {
  for (const one of paths) {
    if (!existsSync(one)) throw new InputError(`There is no results file '${one}'; 'optimizer-zoo run' writes one.`);
  }
  const kinds = new Set(paths.map((one) => statSync(one).isDirectory() || one.endsWith('.parquet')));
  if (kinds.size > 1)
    throw new InputError('Results files and Parquet cannot be read together; export the former first.');
  return { paths: paths.map((one) => path.resolve(one)), isParquet: kinds.has(true) };
}

/** The table as something to select from. A line that is no JSON gives no row. */
export function runsFrom({ paths, isParquet }: Sources): string {
  if (isParquet) {
    const files = paths.map((one) => (statSync(one).isDirectory() ? path.join(one, '**', '*.parquet') : one));
    return `read_parquet([${files.map(textOf).join()}], hive_partitioning = true)`;
  }
  const lines = `read_json([${paths.map(textOf).join()}], format = 'newline_delimited', columns = ${fields}, ignore_errors = true, maximum_object_size = 67108864)`;
  const named = Object.entries(columnsOfRuns).map(([name, sql]) => `${sql} AS ${name}`);
  const values = 'list_transform(curve, lambda point: point[2])';
  return `(SELECT ${named.join(', ')} FROM (SELECT *, ${values} AS objective FROM ${lines}) WHERE id IS NOT NULL)`;
}

/** The folders that hold the sources. */
export const foldersOf = ({ paths }: Sources): string[] => [
  ...new Set(paths.map((one) => (statSync(one).isDirectory() ? one : path.dirname(one)))),
];
