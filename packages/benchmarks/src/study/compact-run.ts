import { interned, sharedRow } from './interned.js';
import type { RunRecord } from './run-record.js';

type Pair = [number, number | null];
type Columns = Readonly<Record<string, readonly (number | null)[] | undefined>>;

const studies = new Map<string, RunRecord['study']>();

/**
 * The same run in a tenth of the memory, for files of a hundred thousand: numbers in a row, from which a curve is made
 * when it is asked for, and what runs have in common once for all of them.
 */
export function compactRun({ curve, trajectory, spent, heldOut, environment, study, ...run }: RunRecord): RunRecord {
  const points = rowsOf(curve);
  const compact = {
    ...run,
    config: { ...run.config, problem: interned(run.config.problem) },
    environment: { ...interned({ ...environment, date: '' }), date: environment.date },
    get curve() {
      return remembered(points) as RunRecord['curve'];
    },
    study: shared(study),
  };
  if (spent) defineLazily(compact, 'spent', lazyColumns(spent));
  if (heldOut) defineLazily(compact, 'heldOut', lazyColumns(heldOut));
  if (!trajectory) return compact;
  const way = rowsOf(trajectory);
  return defineLazily(compact, 'trajectory', () => pairsOf(way));
}

/** Pairs as two rows: the steps of a curve are those of many others. */
type Rows = readonly [first: Float64Array, second: Float64Array];

function rowsOf(pairs: readonly Pair[]): Rows {
  const [first, second] = [new Float64Array(pairs.length), new Float64Array(pairs.length)];
  for (let index = 0; index < pairs.length; index++) {
    first[index] = pairs[index][0];
    second[index] = pairs[index][1] ?? Number.NaN;
  }
  return [sharedRow(first), second];
}

function pairsOf([first, second]: Rows): Pair[] {
  const pairs = new Array<Pair>(first.length);
  for (let index = 0; index < pairs.length; index++) {
    pairs[index] = [first[index], Number.isNaN(second[index]) ? null : second[index]];
  }
  return pairs;
}

/** The curve that was asked for last: one asks for it several times in a row. More of them would outlive their use. */
let recent: { readonly rows: Rows; readonly pairs: Pair[] } | undefined;

function remembered(rows: Rows): Pair[] {
  if (recent?.rows !== rows) recent = { rows, pairs: pairsOf(rows) };
  return recent.pairs;
}

const defineLazily = <Run extends object>(run: Run, name: keyof RunRecord, get: () => unknown): Run =>
  Object.defineProperty(run, name, { enumerable: true, get });

function lazyColumns(columns: Columns): () => Columns {
  const names = interned(Object.keys(columns));
  const rows = Object.values(columns).map((values) => sharedRow(packed(values ?? []))); // nothing keeps the columns alive
  return () => Object.fromEntries(names.map((name, index) => [name, unpacked(rows[index])]));
}

/** NaN stands for null: JSON has no NaN. */
function packed(values: readonly (number | null)[]): Float64Array {
  const row = new Float64Array(values.length);
  for (let index = 0; index < row.length; index++) row[index] = values[index] ?? Number.NaN;
  return row;
}

const unpacked = (row: Float64Array): (number | null)[] =>
  Array.from(row, (value) => (Number.isNaN(value) ? null : value));

let last: RunRecord['study'] | undefined;

/** Commands are long, and most lines have that of the line before. */
function shared(study: RunRecord['study']): RunRecord['study'] {
  if (last?.command === study.command && last.jobs === study.jobs) return last;
  const key = `${study.jobs} ${study.command}`;
  if (!studies.has(key)) studies.set(key, study);
  last = studies.get(key)!;
  return last;
}
