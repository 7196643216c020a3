import * as tf from '@tensorflow/tfjs';
import type { SavedSlots } from './slots.js';

/** tf makes a name unique by a number at its end: a model loaded beside its original has `kernel_1` for `kernel`. */
const numbered = /(?:^|_)\d+$/;

/**
 * Which saved state belongs to which variable (variable name → saved name); a variable that is in none starts anew.
 *
 * By name, then by name without tf's number, then by position. State on the wrong variable would train silently
 * wrong, so a way counts only if it leaves nothing over on one side and all shapes agree; names alone are believed
 * where none of them bears a number and some agree. Anything else is an error.
 */
export function matchSaved(
  owner: string,
  saved: SavedSlots,
  variables: readonly tf.Variable[],
  slotShapes: (variable: tf.Variable) => Readonly<Record<string, readonly number[]>> = () => ({}),
): ReadonlyMap<string, string> {
  if (saved.size === 0) return new Map();
  const savedNames = [...saved.keys()];
  const names = variables.map(({ name }) => name);
  const unnumbered = ![...names, ...savedNames].some((name) => numbered.test(name));
  const sameLength = savedNames.length === names.length;
  const ways = [
    { pairs: pairBy((name) => name, names, savedNames), partly: unnumbered },
    { pairs: pairBy((name) => name.replace(numbered, ''), names, savedNames), partly: false },
    { pairs: sameLength ? names.map((name, index) => [name, savedNames[index]] as const) : [], partly: false },
  ];
  const shapeOf = (name: string) => Object.values(saved.get(name)!)[0]?.shape ?? [];
  const fits = (variable: tf.Variable, from: string) => {
    const shapes = slotShapes(variable);
    return Object.entries(saved.get(from)!).every(([name, slot]) =>
      tf.util.arraysEqual(slot.shape, [...(shapes[name] ?? variable.shape)]),
    );
  };
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  for (const { pairs, partly } of ways) {
    const enough = pairs.length === names.length || pairs.length === savedNames.length || (partly && pairs.length > 0);
    const fit = pairs.every(([name, from]) => fits(byName.get(name)!, from));
    if (enough && fit) return new Map(pairs);
  }
  throw new Error(
    `${owner}: the saved state does not fit the variables. Saved: ${savedNames
      .map((name) => `${name} [${shapeOf(name)}]`)
      .join(', ')}. To train: ${variables.map(({ name, shape }) => `${name} [${shape}]`).join(', ')}.`,
  );
}

/** Pairs of names with the same key, where the key is the only one of its kind on both sides. */
function pairBy(key: (name: string) => string, names: readonly string[], others: readonly string[]) {
  return names.flatMap((name) => {
    const rivals = names.filter((other) => key(other) === key(name));
    const found = others.filter((other) => key(other) === key(name));
    return rivals.length === 1 && found.length === 1 ? [[name, found[0]] as const] : [];
  });
}
