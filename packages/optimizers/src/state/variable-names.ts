// How tf makes the names of variables unique, so that they depend on what was made before.

/** A name without the number that tf puts at its end: a model loaded beside its original has `kernel_1` for `kernel`. */
export const withoutSuffix = (name: string): string => name.replace(/_\d+$/, '');

/** What names have in common that only tf's numbers tell apart: of unnamed variables (`7`), and of unnamed layers (`dense_Dense3`). */
export const familyOf = (name: string): string =>
  withoutSuffix(name)
    .replace(/^\d+$/, '#')
    .replace(/_([A-Z][A-Za-z0-9]*?)\d+(?=\/|$)/g, '_$1#');
