const values = new Map<string, object>();
const rows = new Map<string, Float64Array[]>();
/** More rows that agree in length and end, and are not equal, are no column that runs have in common. */
const most = 8;

/** The first value that was equal: of many that are read from lines, one is kept. */
export function interned<T extends object>(value: T): T {
  const key = JSON.stringify(value);
  const known = values.get(key);
  if (known) return known as T;
  values.set(key, value);
  return value;
}

/** The first row that was equal, NaN included: the steps of a curve are those of thousands of others. */
export function sharedRow(row: Float64Array): Float64Array {
  const key = `${row.length} ${row.at(-1)}`;
  const like = rows.get(key) ?? [];
  const known = like.find((other) => other.every((value, index) => Object.is(value, row[index])));
  if (known) return known;
  if (like.length < most && Number.isInteger(row.at(-1) ?? 0)) rows.set(key, [...like, row]);
  return row;
}
