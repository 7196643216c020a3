import * as tf from '@tensorflow/tfjs-core';
import { familyOf, withoutSuffix } from './variable-names.js';
import type { VariableState } from './variable-state.js';

type Shapes = Readonly<Record<string, readonly number[]>>;

/**
 * Saved state that waits for its variables. Whose it is, is decided when the first of them are trained, and once:
 *
 * 1. By name, where all names can be believed: those that tf numbered only if the variables that are alive with such
 *    names are just the saved ones. Variables that are in none begin anew then, and what is left goes on waiting.
 * 2. Otherwise by position, if there are as many variables as saved ones and all shapes agree; anything else is an error.
 */
export class Waiting {
  private readonly states: Map<string, VariableState>;
  /** How a variable's name becomes that of its saved state, once that is decided. */
  private key?: (name: string) => string;

  constructor(
    private readonly owner: string,
    saved: Iterable<readonly [string, VariableState]> = [],
  ) {
    this.states = new Map(saved);
  }

  get size(): number {
    return this.states.size;
  }

  entries(): Iterable<readonly [string, VariableState]> {
    return this.states.entries();
  }

  /**
   * Takes out the state of some variables.
   *
   * @throws if it cannot be told whose the state is, or if a shape is another.
   */
  take(
    variables: readonly tf.Variable[],
    slotShapes: (variable: tf.Variable) => Shapes,
    alive: readonly tf.Variable[] = variables,
  ): Map<tf.Variable, VariableState> {
    if (this.size === 0 || variables.length === 0) return new Map();
    const sources = this.key ? this.byName(this.key, variables) : this.decide(variables, alive);
    const misfit = [...sources].find(([variable, from]) => !this.fits(variable, from, slotShapes(variable)));
    if (misfit) this.fail(variables);
    const taken = new Map([...sources].map(([variable, from]) => [variable, this.states.get(from)!]));
    for (const from of sources.values()) this.states.delete(from);
    return taken;
  }

  dispose(): void {
    for (const { slots } of this.states.values()) tf.dispose(slots);
    this.states.clear();
  }

  private decide(variables: readonly tf.Variable[], alive: readonly tf.Variable[]): Map<tf.Variable, string> {
    const saved = [...this.states.keys()];
    const names = alive.map(({ name }) => name);
    for (const key of [(name: string) => name, withoutSuffix]) {
      const found = this.byName(key, variables);
      if (found.size === 0 || !areBelieved(saved, names.map(key), key)) continue;
      this.key = key;
      return found;
    }
    if (saved.length !== variables.length) this.fail(variables);
    return new Map(variables.map((variable, index) => [variable, saved[index]]));
  }

  private byName(key: (name: string) => string, variables: readonly tf.Variable[]): Map<tf.Variable, string> {
    const own = new Map([...this.states.keys()].map((name) => [key(name), name]));
    const keys = variables.map(({ name }) => key(name));
    return new Map(
      variables.flatMap((variable, index) => {
        const from = own.get(keys[index]);
        const isAlone = keys.indexOf(keys[index]) === keys.lastIndexOf(keys[index]);
        return from === undefined || !isAlone ? [] : [[variable, from] as const];
      }),
    );
  }

  private fits(variable: tf.Variable, from: string, shapes: Shapes): boolean {
    return Object.entries(this.states.get(from)!.slots).every(([name, { shape }]) =>
      tf.util.arraysEqual(shape, [...(shapes[name] ?? variable.shape)]),
    );
  }

  private fail(variables: readonly tf.Variable[]): never {
    const shapeOf = ({ slots }: VariableState) => Object.values(slots)[0]?.shape ?? [];
    throw new Error(
      `${this.owner}: the saved state does not fit the variables. Saved: ${[...this.states]
        .map(([name, kept]) => `${name} [${shapeOf(kept)}]`)
        .join(', ')}. To train: ${variables.map(({ name, shape }) => `${name} [${shape}]`).join(', ')}. ` +
        'It is told apart by names that tf did not number, or by the position of just as many variables.',
    );
  }
}

/** Whether the variables that are alive under saved names can be no others than the saved ones. */
function areBelieved(saved: readonly string[], alive: readonly string[], key: (name: string) => string): boolean {
  const keys = saved.map(key);
  if (new Set(keys).size < keys.length) return false; // names that differ in what the key leaves out
  return keys.every((name) => {
    const family = familyOf(name);
    if (family === name) return true;
    return [...keys, ...alive].every(
      (other) => familyOf(other) !== family || (keys.includes(other) && alive.includes(other)),
    );
  });
}
