import type { DuckDBConnection, DuckDBListVector, DuckDBVector } from '@duckdb/node-api';
import { InputError } from '../cli/input-error.js';
import { type PackedRows, withRows } from '../study/compact-run.js';
import { interned } from '../study/interned.js';
import { packed, type Row, sharedRow } from '../study/rows.js';
import type { RunRecord } from '../study/run-record.js';
import { textOf } from './open-duckdb.js';
import { schemaVersion } from './runs-table.js';

const statuses = ['ok', 'diverged', 'failed', 'not applicable'] as const;

/** What is read of each run: texts that many have in common by their hash, and dates only where they are needed. */
const ofAll = ['id', 'date', 'reason', `list_position([${statuses.map(textOf)}], status)`, 'seed', 'hash(setting)', 'hash(command)', 'jobs', 'steps::DOUBLE', 'first_step', 'other_steps']; // biome-ignore format: one line
const ofTrials = ['start', 'lowest', 'highest', 'final', 'points', '"values"'];
const lists = ['step', 'objective', 'losses', 'gradients', 'products', 'seconds', 'held_out_objective', 'held_out_accuracy']; // biome-ignore format: one line
const ofJudged = lists.map((name) => `coalesce(${name}, [])`);

type Vectors = readonly DuckDBVector[];

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
  const mapOf = async (sql: string) => {
    const answer = await connection.runAndReadAll(sql);
    return new Map(answer.getRows().map(([key, text]) => [key, String(text)]));
  };
  const textsIn = (column: string) =>
    mapOf(`SELECT hash(${column}), any_value(${column}) FROM ${table} WHERE ${where} GROUP BY ALL`);
  const settings = new Map([...(await textsIn('setting'))].map(([hash, text]) => [hash, JSON.parse(text)]));
  const studies = await textsIn('command');
  const last = await mapOf(`SELECT id, max(date) FROM ${table} WHERE ${where} GROUP BY id HAVING count(*) > 1`);
  const environment = { date: '', version, node: '', tfjs: '', backend: '', platform: '', cpu: '' };
  const problems = new Map([...settings].map(([hash, { problem: own }]) => [hash, interned(own)]));
  const runs = new Map<string, RunRecord>();
  const read = async (
    columns: readonly string[],
    condition: string,
    rowsAt: (values: Vectors, row: number) => PackedRows,
  ) => {
    const sql = `SELECT ${[...ofAll, ...columns].join()} FROM ${table} WHERE ${where} AND ${condition}`;
    for await (const { vectors, count } of chunksOf(connection, sql)) {
      const [ids, dates, reasons, status, seeds, setting, command, jobs, steps, firstStep, otherSteps] = vectors;
      const rest = vectors.slice(ofAll.length);
      for (let row = 0; row < count; row++) {
        const id = String(ids.getItem(row));
        if (last.size > 0 && last.has(id) && last.get(id) !== dates.getItem(row)) continue;
        const reason = reasons.getItem(row);
        const key = setting.getItem(row);
        const run = {
          id,
          config: { ...settings.get(key), problem: problems.get(key), seed: Number(seeds.getItem(row)) },
          status: statuses[Number(status.getItem(row)) - 1],
          ...(reason !== null && { reason: String(reason) }),
          timing: {
            firstStep: firstStep.getItem(row) as number,
            otherSteps: otherSteps.getItem(row) as number,
            steps: steps.getItem(row) as number,
          },
          environment,
          study: { command: studies.get(command.getItem(row))!, jobs: Number(jobs.getItem(row)) },
        };
        runs.set(id, withRows(run, rowsAt(rest, row)));
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
  const columns = (found: Readonly<Record<string, Row>>) => {
    const names = Object.keys(found).filter((name) => found[name].length > 0);
    return [namesOf(names.join()), names.map((name) => sharedRow(found[name]))] as const;
  };
  return {
    curve: [sharedRow(step), packed(objective)],
    ...(losses.length > 0 && { spent: columns({ losses, gradients, products, seconds }) }),
    ...(heldOut.length > 0 && { heldOut: columns({ objective: heldOut, accuracy }) }),
  };
}

const names = new Map<string, readonly string[]>();

/** One list of names for all runs that have the same. */
function namesOf(joined: string): readonly string[] {
  const known = names.get(joined) ?? joined.split(',');
  names.set(joined, known);
  return known;
}

/** What a vector of numbers has inside, which its type keeps to itself: item by item, a million curves take a minute. */
interface Inside {
  readonly items?: Float64Array | Int32Array;
  readonly validity?: { readonly data: unknown };
}

/** The numbers of a list, good until the next part is read. */
function listOf(vector: DuckDBListVector, row: number): Row {
  const [start, length] = [vector.getEntryOffset(row), vector.getEntryLength(row)];
  const { items, validity } = vector.childVector as unknown as Inside;
  if (items && validity?.data === null) return items.subarray(start, start + length);
  const { childVector } = vector;
  return Array.from({ length }, (_, index) => childVector.getItem(start + index) as number | null);
}
