import { interned } from './interned.js';
import { orNull, packed, sharedRow, unpacked } from './rows.js';
import type { RunRecord } from './run-record.js';

type Pair = [number, number | null];
type Columns = Readonly<Record<string, readonly (number | null)[] | undefined>>;

/** Pairs as two rows: the steps of a curve are those of many others. */
type PairRows = readonly [first: Float64Array, second: Float64Array];
type ColumnRows = readonly [names: readonly string[], rows: readonly Float64Array[]];

/** The numbers of a run, packed; a run that is copied leaves them behind. */
const bulk = Symbol('bulk');

/** All numbers of a run along its curve. */
export interface PackedRows {
  readonly curve: PairRows;
  readonly trajectory?: PairRows;
  readonly spent?: ColumnRows;
  readonly heldOut?: ColumnRows;
}

/** All runs have these same functions, as runs with functions of their own have a layout each too. */
type Lazily = ThisType<{ readonly [bulk]: PackedRows }> & PropertyDescriptorMap;
const lazily = {
  curve: {
    enumerable: true,
    get() {
      return remembered(this[bulk].curve);
    },
  },
  trajectory: {
    enumerable: true,
    get() {
      return pairsOf(this[bulk].trajectory!);
    },
  },
  spent: {
    enumerable: true,
    get() {
      return columnsOf(this[bulk].spent!);
    },
  },
  heldOut: {
    enumerable: true,
    get() {
      return columnsOf(this[bulk].heldOut!);
    },
  },
} satisfies Lazily;

/**
 * The same run in a tenth of the memory, for files of a hundred thousand: numbers in rows, from which a curve is made
 * when it is asked for, and what runs have in common once for all of them.
 */
export const compactRun = ({ curve, trajectory, spent, heldOut, ...run }: RunRecord): RunRecord =>
  packedRun(run, {
    curve: packedPairs(curve),
    ...(trajectory && { trajectory: packedPairs(trajectory) }),
    ...(spent && { spent: packedColumns(spent) }),
    ...(heldOut && { heldOut: packedColumns(heldOut) }),
  });

function packedRun(run: Omit<RunRecord, keyof PackedRows>, rows: PackedRows): RunRecord {
  const { id, status, reason, timing, config, environment, instruments } = run;
  const compact: Omit<RunRecord, keyof PackedRows> = {
    id,
    status,
    config: { ...config, problem: interned(config.problem) },
    environment: { ...interned({ ...environment, date: '' }), date: environment.date },
    timing,
    study: shared(run.study),
  };
  if (reason !== undefined) compact.reason = reason;
  if (instruments) compact.instruments = instruments;
  return withRows(compact, rows);
}

/** The run with its numbers, which are in rows already. */
export function withRows(run: Omit<RunRecord, keyof PackedRows>, rows: PackedRows): RunRecord {
  Object.defineProperty(run, bulk, { value: rows });
  for (const name of Object.keys(rows) as (keyof PackedRows)[]) Object.defineProperty(run, name, lazily[name]);
  return run as RunRecord;
}

const packedPairs = (pairs: readonly Pair[]): PairRows => [
  sharedRow(pairs.map(([first]) => first)),
  packed(pairs.map(([, second]) => second)),
];

function pairsOf([first, second]: PairRows): Pair[] {
  const pairs = new Array<Pair>(first.length);
  for (let index = 0; index < pairs.length; index++) pairs[index] = [first[index], orNull(second[index])];
  return pairs;
}

/** The curve that was asked for last: one asks for it several times in a row. More of them would outlive their use. */
let recent: { readonly rows: PairRows; readonly pairs: Pair[] } | undefined;

function remembered(rows: PairRows): Pair[] {
  if (recent?.rows !== rows) recent = { rows, pairs: pairsOf(rows) };
  return recent.pairs;
}

const packedColumns = (columns: Columns): ColumnRows => [
  interned(Object.keys(columns)),
  Object.values(columns).map((column) => sharedRow(column ?? [])),
];

const columnsOf = ([names, rows]: ColumnRows): Columns =>
  Object.fromEntries(names.map((name, index) => [name, unpacked(rows[index])]));

const studies = new Map<string, RunRecord['study']>();
let last: RunRecord['study'] | undefined;

/** Commands are long, and most lines have that of the line before. */
function shared(study: RunRecord['study']): RunRecord['study'] {
  if (last?.command === study.command && last.jobs === study.jobs) return last;
  const key = `${study.jobs} ${study.command}`;
  if (!studies.has(key)) studies.set(key, study);
  last = studies.get(key)!;
  return last;
}
