const values = new Map<string, object>();

/** The first value that was equal: of many that are read from lines, one is kept. */
export function interned<T extends object>(value: T): T {
  const key = JSON.stringify(value);
  const known = values.get(key);
  if (known) return known as T;
  values.set(key, value);
  return value;
}
