/** Calls `make` once for each key; a list counts by its items. */
export function memoize<K extends number | readonly boolean[], T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<number | string, T>();
  return (key) => {
    const known = typeof key === 'number' ? key : key.join();
    let value = made.get(known);
    if (value === undefined) {
      value = make(key);
      made.set(known, value);
    }
    return value;
  };
}
