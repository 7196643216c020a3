/**
 * Things that saved models name. Held once for all copies of these packages in a program (ESM beside CommonJS, a module
 * loaded anew), as tfjs's own registries are.
 */
export interface Registry<T> {
  /** Defining a name again replaces it (notebooks do). */
  add(name: string, thing: T): void;
  /** Throws a sentence that lists the known names. */
  find(name: unknown): T;
  names(): string[];
}

/** tfjs turns snake_case into camelCase when it loads a model. */
const nameable = /^[A-Za-z][A-Za-z0-9]*$/;

/** Throws unless a saved model can be loaded again that holds this name. */
export function checkName(owner: string, name: string): void {
  if (nameable.test(name)) return;
  throw new Error(`${owner}: '${name}' is not a name that can be saved; use letters and digits, camelCase.`);
}

/** The registry of one kind of things, such as 'schedule'. */
export function registry<T>(kind: string): Registry<T> {
  const key = Symbol.for(`optimizer-zoo ${kind}`);
  const global = globalThis as { [key]?: Map<string, T> };
  const things = global[key] ?? new Map<string, T>();
  global[key] = things;
  return {
    add(name, thing) {
      checkName(name, name);
      things.set(name, thing);
    },
    find(name) {
      const found = things.get(String(name));
      if (found !== undefined) return found;
      throw new Error(
        `Unknown ${kind} '${name}'; known are ${[...things.keys()].join(', ') || 'none'}. Use what defines it first, or hand it to register of @optimizer-zoo/optimizers: an import alone is dropped by bundlers.`,
      );
    },
    names: () => [...things.keys()],
  };
}
