import type { RunRecord } from '../study/run-record.js';
import { eventFile } from './event-file.js';
import { metricsOf } from './run-scalars.js';

/** The files of a folder that TensorBoard is started on, by path: one for each run, under its optimizer, problem and id. */
export function* tensorboardFiles(runs: Iterable<RunRecord>): Generator<[path: string[], content: Uint8Array]> {
  for (const run of runs) {
    const wallTime = Date.parse(run.environment.date) / 1000;
    const events = metricsOf(run).flatMap(({ name, points }) =>
      points.map(([step, value]) => ({ tag: name, step, wallTime, value: value ?? Number.NaN })),
    );
    yield [[...folderOf(run), `events.out.tfevents.${Math.floor(wallTime)}.${run.id}`], eventFile(wallTime, events)];
  }
}

const folderOf = ({ config: { problem, optimizer }, id }: RunRecord): string[] => [
  safe('name' in problem ? problem.name : 'game' in problem ? problem.game : 'other'),
  `${safe(optimizer.name)}-${id}`,
];

/** Names of a results file are data: as a part of a path they are letters, digits and the like. */
const safe = (name: string): string => name.replace(/[^\w-]/g, '_').slice(0, 100) || '_';
