import * as tf from '@tensorflow/tfjs-core';
import { isAlias, type Tape, type TapeNode } from './tape.js';
import type { Use } from './use.js';
import { useOf } from './uses.js';

export interface UseAt {
  readonly node: TapeNode;
  readonly variable: tf.Variable;
  readonly use: Use;
}

/** How the tensor `z` of a tape depends on each variable: by uses that add up, or in a way without a rule. */
export function findUses(tape: Tape, z: number, samples: number): { ruled: UseAt[][]; unruled: tf.Variable[] } {
  const found = new Map<tf.Variable, (UseAt | undefined)[]>();
  for (const node of tape.leadingTo(z)) {
    if (isAlias(node)) continue;
    for (const [input, variable] of Object.entries(node.params)) {
      const use = keptUse(node, input);
      found.set(variable, [...(found.get(variable) ?? []), use && { node, variable, use }]);
    }
  }
  const ruled = [...found.values()].filter((uses): uses is UseAt[] => addUp(uses, samples));
  const unruled = [...found].filter(([, uses]) => !addUp(uses, samples));
  for (const [, uses] of unruled) for (const one of uses) one?.use.x.dispose();
  return { ruled, unruled: unruled.map(([variable]) => variable) };
}

function keptUse(node: TapeNode, input: string): Use | undefined {
  let use: Use | undefined;
  tf.tidy(() => {
    use = useOf(node, input);
    if (use) tf.keep(use.x);
  });
  return use;
}

/** Whether all uses have rules, go by samples, and make a matrix of the parameter alike. */
const addUp = (uses: readonly (UseAt | undefined)[], samples: number) =>
  uses.every((one) => one && one.use.x.shape[1] % samples === 0 && one.use.matrix.name === uses[0]!.use.matrix.name);
