import * as tf from '@tensorflow/tfjs-core';
import type { StateSpecification } from '../rule/any-rule.js';
import type { Scalars } from '../rule/scalars.js';
import { isAlive, ownVariable } from './own-variable.js';
import type { NamedTensor } from './variable-state.js';

/**
 * Numbers of an optimizer as tensors for saving. They live as long as the optimizer, as tfjs disposes nothing that
 * `getWeights` gives: each is made once, and written anew whenever the state is saved.
 */
export class SavedScalars {
  private readonly variables = new Map<string, tf.Variable>();

  /** A number under its name. The tensor is live, as slots are. */
  export(name: string, value: number, dtype: 'float32' | 'int32' = 'float32'): NamedTensor {
    const known = this.variables.get(name);
    const variable = known && isAlive(known) ? known : ownVariable(tf.scalar(0, dtype), name);
    this.variables.set(name, variable);
    const scalar = tf.scalar(value, dtype);
    variable.assign(scalar);
    scalar.dispose();
    return { name, tensor: variable };
  }

  /** Saved state as it is; numbers that are not in it are of variables that are gone, and given back. */
  only(weights: NamedTensor[]): NamedTensor[] {
    const names = new Set(weights.map(({ name }) => name));
    for (const [name, variable] of this.variables) {
      if (names.has(name)) continue;
      variable.dispose();
      this.variables.delete(name);
    }
    return weights;
  }

  dispose(): void {
    this.only([]);
  }
}

const prefix = 'memory/';

/** What saved state begins with: the step count, and the global state, of which there is none before the first step. */
export const savedScalars = (saved: SavedScalars, iterations: number, globalState: Scalars = {}): NamedTensor[] => [
  saved.export('iter', iterations, 'int32'),
  ...Object.entries(globalState).map(([name, value]) => saved.export(prefix + name, value)),
];

/** Takes the global state off the front of saved state; undefined if it was saved before the first step. */
export async function readGlobalState(
  rule: StateSpecification,
  saved: readonly NamedTensor[],
): Promise<{ globalState?: Scalars; rest: readonly NamedTensor[] }> {
  const names = Object.keys(rule.globalState ?? {});
  const rest = saved.slice(names.length);
  if (saved.length === 0) return { rest };
  const values = names.map(async (name, index) => {
    const { name: found, tensor } = saved[index] ?? {};
    if (found === prefix + name) return [name, (await tensor.data())[0]] as const;
    throw new Error(`${rule.name}: the saved state lacks '${prefix}${name}'; in its place stands '${found}'.`);
  });
  return { globalState: Object.fromEntries(await Promise.all(values)), rest };
}

/** The step count, with which saved state begins. */
export async function readIterations(owner: string, first: NamedTensor | undefined): Promise<number> {
  if (!first) throw new Error(`${owner}: there are no weights to set; getWeights gives at least 'iter'.`);
  const steps = first.name === 'iter' && first.tensor.size === 1 ? (await first.tensor.data())[0] : Number.NaN;
  if (Number.isInteger(steps) && steps >= 0) return steps;
  throw new Error(
    `${owner}: saved state must begin with 'iter', the number of steps, but begins with '${first.name}'.`,
  );
}
