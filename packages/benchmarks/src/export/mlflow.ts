import { createHash } from 'node:crypto';
import type { RunRecord } from '../study/run-record.js';
import { metricsOf, parametersOf } from './run-scalars.js';

const experiment = '1';
const stages = { ok: 3, diverged: 3, 'not applicable': 3, failed: 4 } as const; // FINISHED, FAILED

/** The files of MLflow's file store (`mlruns`), by path: one experiment, a folder for each run. */
export function* mlflowFiles(runs: Iterable<RunRecord>): Generator<[path: string[], content: string]> {
  yield [[experiment, 'meta.yaml'], yaml({ artifact_location: `./${experiment}`, experiment_id: experiment, lifecycle_stage: 'active', name: 'optimizer-zoo' })]; // biome-ignore format: one line
  for (const run of runs) yield* filesOf(run);
}

function* filesOf(run: RunRecord): Generator<[path: string[], content: string]> {
  // an id of MLflow has 32 digits
  const id = createHash('md5').update(`${run.environment.version} ${run.id}`).digest('hex');
  const start = Date.parse(run.environment.date);
  const at = (...path: string[]) => [experiment, id, ...path];
  yield [at('meta.yaml'), yaml({ artifact_uri: `./${experiment}/${id}/artifacts`, end_time: start, entry_point_name: '', experiment_id: experiment, lifecycle_stage: 'active', run_id: id, run_name: run.id, run_uuid: id, source_name: '', source_type: 4, source_version: '', start_time: start, status: stages[run.status], user_id: 'optimizer-zoo' })]; // biome-ignore format: one line
  for (const [name, value] of Object.entries(parametersOf(run))) yield [at('params', name), value];
  yield [at('tags', 'mlflow.runName'), run.id];
  yield [at('tags', 'status'), run.status];
  for (const { name, points } of metricsOf(run)) {
    yield [at('metrics', ...name.split('/')), points.map(([step, value]) => `${start} ${value ?? 'nan'} ${step}\n`).join('')]; // biome-ignore format: one line
  }
}

/** Every JSON text is one of YAML. */
const yaml = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('');
