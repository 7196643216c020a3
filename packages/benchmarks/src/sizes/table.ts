import { entries, goals, minimizeAdam, optimizers, over, wrappers } from './budgets.js';
import { sizeOf, sizeOfEntry } from './measure-size.js';

export interface Row {
  readonly what: string;
  /** In kB of 1000 bytes. */
  readonly size: number;
  readonly goal: number;
  /** Where the goal is not reached yet: what must hold, and why. */
  readonly until?: { readonly budget: number; readonly reason: string };
}

export const minimizeImport = "export { adam, minimize } from '@optimizer-zoo/optimizers/float64';";

const kilo = (bytes: number) => bytes / 1000;

/** What is imported, what that brings and what it may: optimizers, wrapped Adam, and whole entries. */
export async function sizeTable(): Promise<Row[]> {
  const row = async (what: string, size: Promise<number>, goal: number): Promise<Row> => ({
    what,
    size: kilo(await size),
    goal,
    until: over[what],
  });
  const named = (name: string) => sizeOf(`export { ${name} } from '@optimizer-zoo/optimizers';`);
  return Promise.all([
    ...optimizers.map((name) => row(name, named(name), name === 'adam' ? goals.adam : goals.optimizer)),
    ...wrappers.map((name) => row(`${name}(adam())`, named(`${name}, adam`), goals.optimizer)),
    row(minimizeAdam, sizeOf(minimizeImport), goals.minimize),
    ...Object.entries(entries).map(([entry, goal]) => row(entry, sizeOfEntry(entry), goal)),
  ]);
}
