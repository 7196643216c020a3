import type { DuckDBConnection, DuckDBListVector, DuckDBValue, DuckDBVector } from '@duckdb/node-api';
import { InputError } from '../cli/input-error.js';
import { type PackedRows, packedRun } from '../study/compact-run.js';
import { interned } from '../study/interned.js';
import { packed, sharedRow } from '../study/rows.js';
import type { RunRecord } from '../study/run-record.js';
import { textOf } from './open-duckdb.js';
import { schemaVersion } from './runs-table.js';

/** What stands in each row; texts that rows have in common are read once, by their hash. */
const ofAll = ['id', 'status', 'reason', 'config', 'steps', 'first_step', 'other_steps', 'date', 'hash(environment)', 'hash(command)', 'jobs']; // biome-ignore format: one line
const ofTrials = ['start', 'lowest', 'highest', 'final', 'points', '"values"'];
const ofJudged = ['step', 'objective', 'losses', 'gradients', 'products', 'seconds', 'held_out_objective', 'held_out_accuracy']; // biome-ignore format: one line

type Vectors = readonly DuckDBVector[];
type Texts = ReadonlyMap<DuckDBValue, string>;

/** The problems of a table, as it is divided by, and the versions that runs of it were made by, the last one last. */
export async function contentsOf(connection: DuckDBConnection, table: string) {
  const newest = await connection.runAndReadAll(`SELECT max(schema) FROM ${table}`);
  const [[schema]] = newest.getRows();
  if (Number(schema) > schemaVersion) {
    throw new InputError(`The table is of schema ${schema}, which is newer than this command's, ${schemaVersion}.`);
  }
  const found = await connection.runAndReadAll(
    `SELECT version, problem, max(date) AS date FROM ${table} GROUP BY ALL ORDER BY date`,
  );
  const rows = found.getRows().map(([version, problem]) => [String(version), String(problem)] as const);
  return {
    versions: [...new Set(rows.map(([version]) => version).reverse())].reverse(),
    problemsOf: (version: string) => [
      ...new Set(rows.filter(([one]) => one === version).map(([, problem]) => problem)),
    ],
  };
}

/**
 * The runs of one version on one problem; of several with one id the last. Of a trial there is not the whole curve, but what
 * decides how it is judged: its ends, its extremes, and whether a value was not finite.
 */
export async function storedRuns(
  connection: DuckDBConnection,
  table: string,
  version: string,
  problem: string,
): Promise<RunRecord[]> {
  const where = `version = ${textOf(version)} AND problem = ${textOf(problem)}`;
  const textsIn = async (column: string): Promise<Texts> => {
    const sql = `SELECT hash(${column}), any_value(${column}) FROM ${table} WHERE ${where} GROUP BY ALL`;
    const answer = await connection.runAndReadAll(sql);
    return new Map(answer.getRows().map(([hash, text]) => [hash, String(text)]));
  };
  const [environments, commands] = [await textsIn('environment'), await textsIn('command')];
  const environment = new Map([...environments].map(([hash, text]) => [hash, JSON.parse(text)]));
  const runs = new Map<string, RunRecord>();
  const read = async (
    columns: readonly string[],
    condition: string,
    rowsAt: (values: Vectors, row: number) => PackedRows,
  ) => {
    const sql = `SELECT ${[...ofAll, ...columns].join()} FROM ${table} WHERE ${where} AND ${condition}`;
    for await (const { vectors, count } of chunksOf(connection, sql)) {
      const [first, rest] = [vectors.slice(0, ofAll.length), vectors.slice(ofAll.length)];
      for (let row = 0; row < count; row++) {
        const values = first.map((vector) => vector.getItem(row));
        const [id, status, reason, config, steps, firstStep, otherSteps, date, place, command, jobs] = values;
        const known = runs.get(String(id));
        if (known && known.environment.date > String(date)) continue;
        const run = {
          id: String(id),
          config: JSON.parse(String(config)),
          status: status as RunRecord['status'],
          ...(reason !== null && { reason: String(reason) }),
          timing: { firstStep: Number(firstStep), otherSteps: Number(otherSteps), steps: Number(steps) },
          environment: environment.get(place),
          study: { command: commands.get(command)!, jobs: Number(jobs) },
        };
        runs.set(run.id, packedRun(run, rowsAt(rest, row)));
      }
    }
  };
  await read(ofTrials, 'trial', trialRows);
  await read(ofJudged, 'NOT trial', judgedRows);
  return [...runs.values()];
}

/** The parts of an answer, as they come. */
async function* chunksOf(
  connection: DuckDBConnection,
  sql: string,
): AsyncGenerator<{ vectors: Vectors; count: number }> {
  const answer = await connection.stream(sql);
  for (let chunk = await answer.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await answer.fetchChunk()) {
    const { rowCount: count, columnCount } = chunk;
    yield { vectors: Array.from({ length: columnCount }, (_, column) => chunk!.getColumnVector(column)), count };
  }
}

function trialRows(values: Vectors, row: number): PackedRows {
  const [start, lowest, highest, final, points, finite] = values.map((vector) => vector.getItem(row));
  if (Number(points) === 0) return { curve: [new Float64Array(), new Float64Array()] };
  const objectives = [start, lowest, highest, ...(finite === points ? [] : [null]), final] as (number | null)[];
  return { curve: [sharedRow([...objectives.keys()]), packed(objectives)] };
}

function judgedRows(vectors: Vectors, row: number): PackedRows {
  const [step, objective, losses, gradients, products, seconds, heldOut, accuracy] = (vectors as readonly DuckDBListVector[]).map((vector) => listOf(vector, row)); // biome-ignore format: one line
  const columns = (found: Readonly<Record<string, Float64Array | undefined>>) => {
    const there = Object.entries(found).filter((pair): pair is [string, Float64Array] => pair[1] !== undefined);
    return [interned(there.map(([name]) => name)), there.map(([, values]) => sharedRow(values))] as const;
  };
  return {
    curve: [sharedRow(step!), objective!],
    ...(losses && { spent: columns({ losses, gradients, products, seconds }) }),
    ...(heldOut && { heldOut: columns({ objective: heldOut, accuracy }) }),
  };
}

/** The numbers of a list, NaN where there is none; undefined where there is no list. */
function listOf(vector: DuckDBListVector, row: number): Float64Array | undefined {
  const items = vector.getItemVector(row);
  if (!items) return undefined;
  const values = new Float64Array(items.itemCount);
  for (let index = 0; index < values.length; index++)
    values[index] = (items.getItem(index) as number | null) ?? Number.NaN;
  return values;
}
