/** Numbers, null where there was none. */
export type Row = ArrayLike<number | null>;

/** More rows that agree in length and end, and are not equal, are no column that runs have in common. */
const mostAlike = 8;
const shared = new Map<string, Float64Array[]>();

/** Rows lie one after another in blocks of so many numbers: an array of its own for each takes half as much again. */
const blockLength = 1 << 16;
let block = new Float64Array(0);
let used = 0;

/** The same numbers in the least memory; NaN stands for null, as JSON has no NaN. */
export function packed(row: Row): Float64Array {
  const kept = room(row.length);
  for (let index = 0; index < kept.length; index++) kept[index] = row[index] ?? Number.NaN;
  return kept;
}

/** What was packed. */
export function unpacked(row: Float64Array): (number | null)[] {
  const values = new Array<number | null>(row.length);
  for (let index = 0; index < values.length; index++) values[index] = orNull(row[index]);
  return values;
}

export const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The first row that was equal, packed: the steps of a curve are those of thousands of others. */
export function sharedRow(row: Row): Float64Array {
  const last = row[row.length - 1] ?? 0;
  if (!Number.isInteger(last)) return packed(row);
  const key = `${row.length} ${last}`;
  const alike = shared.get(key) ?? [];
  const known = alike.find((other) => areEqual(other, row));
  if (known) return known;
  const kept = packed(row);
  if (alike.length < mostAlike) shared.set(key, [...alike, kept]);
  return kept;
}

function areEqual(known: Float64Array, row: Row): boolean {
  for (let index = 0; index < known.length; index++) {
    if (!Object.is(known[index], row[index] ?? Number.NaN)) return false;
  }
  return true;
}

function room(length: number): Float64Array {
  if (used + length > block.length) {
    block = new Float64Array(Math.max(blockLength, length));
    used = 0;
  }
  used += length;
  return block.subarray(used - length, used);
}
