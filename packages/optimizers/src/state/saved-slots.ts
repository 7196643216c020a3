import type * as tf from '@tensorflow/tfjs-core';
import type { StateSpecification } from '../rule/any-rule.js';
import type { Scalars } from '../rule/scalars.js';
import { copyOf, ownVariable } from './own-variable.js';
import type { SavedScalars } from './saved-scalars.js';
import type { NamedTensor, VariableState } from './variable-state.js';

/** What a variable's count of steps is called in saved state. */
const stepsName = 'stepCount';

type Specification = Pick<StateSpecification, 'name' | 'slots' | 'hostScalars' | 'variableState'>;

const scalarNamesOf = ({ variableState = {} }: Specification) => Object.keys(variableState);

/**
 * State of variables as `<variable>/<slot>`: slot after slot, as tf has it. `iterations` is the optimizer's count of steps;
 * a variable's own stands there if it is another, or if nothing else says that the variable was trained.
 */
export function exportSlots(
  rule: Specification,
  states: readonly {
    readonly name: string;
    readonly slots: Readonly<Record<string, tf.Tensor | undefined>>;
    readonly scalars: Scalars;
    readonly steps: number;
  }[],
  iterations: number,
  savedScalars: SavedScalars,
): NamedTensor[] {
  const scalarNames = scalarNamesOf(rule);
  const isRecorded = rule.slots.length + scalarNames.length > 0;
  const isCounted = rule.hostScalars !== undefined || isRecorded;
  const late = isCounted ? states.filter(({ steps }) => steps !== iterations || !isRecorded) : [];
  return [
    ...rule.slots.flatMap((slot) =>
      states.map(({ name, slots }) => ({ name: `${name}/${slot}`, tensor: slots[slot] as tf.Tensor })),
    ),
    ...scalarNames.flatMap((slot) =>
      states.map(({ name, scalars }) => savedScalars.export(`${name}/${slot}`, scalars[slot])),
    ),
    ...late.map(({ name, steps }) => savedScalars.export(`${name}/${stepsName}`, steps)),
  ];
}

/** Copies of saved slots, by the names of the variables that they were saved for. */
export async function importSlots(
  rule: Specification,
  saved: readonly NamedTensor[],
  iterations: number,
): Promise<(readonly [string, VariableState])[]> {
  const sorted = [...byVariable(rule, saved)];
  const scalars = await Promise.all(sorted.map(([, found]) => readScalars(rule, found)));
  return sorted.map(([variable, found], index) => {
    const own = rule.slots.map((slot) => [slot, ownVariable(copyOf(found[slot]), `${variable}/${slot}`)]);
    const { [stepsName]: steps = iterations, ...rest } = scalars[index];
    return [variable, { slots: Object.fromEntries(own), scalars: rest, steps }];
  });
}

/** Saved tensors by variable; throws unless each variable has just the rule's slots. */
function byVariable(rule: Specification, saved: readonly NamedTensor[]): Map<string, Record<string, tf.Tensor>> {
  const { name: owner } = rule;
  const slots = [...rule.slots, ...scalarNamesOf(rule)];
  const sorted = new Map<string, Record<string, tf.Tensor>>();
  for (const { name, tensor } of saved) {
    const cut = name.lastIndexOf('/');
    const [variable, slot] = [name.slice(0, cut), name.slice(cut + 1)];
    const fail = (what: string): never => {
      throw new Error(`${owner}: saved state '${name}' ${what}.`);
    };
    if (cut < 0 || ![...slots, stepsName].includes(slot))
      fail(`is not one of its slots (${slots.join(', ') || 'none'})`);
    if (tensor.isDisposed) fail('has been disposed');
    if (tensor.dtype !== 'float32') fail(`is ${tensor.dtype}, but must be float32`);
    sorted.set(variable, { ...sorted.get(variable), [slot]: tensor });
  }
  for (const [variable, found] of sorted) {
    const lost = slots.filter((slot) => !(slot in found));
    if (lost.length > 0) throw new Error(`${owner}: saved state of '${variable}' lacks ${lost.join(', ')}.`);
  }
  return sorted;
}

async function readScalars(rule: Specification, found: Record<string, tf.Tensor>): Promise<Scalars> {
  const names = [...scalarNamesOf(rule), ...(stepsName in found ? [stepsName] : [])];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await found[name].data())[0]])));
}
