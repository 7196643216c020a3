import * as tf from '@tensorflow/tfjs';
import { initialSlots } from './kernels/eager.js';
import { matchSaved } from './match-saved.js';
import type { AnyRule } from './rule.js';

export type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];
export type SlotsOfVariable = Record<string, tf.Variable>;

/** Slot tensors by variable name, in the order in which they were saved. */
export type SavedSlots = Map<string, Record<string, tf.Tensor>>;

let created = 0; // tf wants globally unique names of variables

/** The state that an optimizer keeps for each variable: allocated, exported, restored and disposed here. */
export class Slots {
  /** Whether somebody outside may hold the slots' present tensors: then the next step must not write in place. */
  areShared = false;
  private readonly byVariable = new Map<string, SlotsOfVariable>();
  /** Saved state that waits for its variable to be trained. */
  private readonly pending: SavedSlots = new Map();

  constructor(private readonly rule: AnyRule) {}

  /** The slots of each variable, made or restored where it has none yet. */
  of(variables: readonly tf.Variable[]): SlotsOfVariable[] {
    if (this.rule.slots.length === 0) return variables.map(() => ({}));
    const missing = variables.filter((variable) => !this.has(variable));
    if (missing.length > 0) this.add(missing);
    return variables.map(({ name }) => this.byVariable.get(name)!);
  }

  /** Live slots as `<variable>/<slot>`, in the order in which their variables were first trained. */
  export(): NamedTensor[] {
    this.areShared = true;
    return [...this.byVariable, ...this.pending].flatMap(([variable, slots]) =>
      this.rule.slots.map((slot: string) => ({ name: `${variable}/${slot}`, tensor: slots[slot] })),
    );
  }

  /** Takes copies of saved slots; each waits for its variable to be trained. Replaces all present state. */
  import(saved: readonly NamedTensor[]): void {
    const copies = [...this.sorted(saved)].map(
      ([variable, slots]) => [variable, tf.tidy(() => mapValues(slots, (tensor) => tf.keep(copyOf(tensor))))] as const,
    );
    this.dispose();
    for (const [variable, slots] of copies) this.pending.set(variable, slots);
  }

  dispose(): void {
    for (const slots of [...this.byVariable.values(), ...this.pending.values()]) tf.dispose(slots);
    this.byVariable.clear();
    this.pending.clear();
    this.areShared = false;
  }

  /** A variable made anew under an old name keeps the old one's state only if its shape is the same. */
  private has({ name, shape }: tf.Variable): boolean {
    const slots = this.byVariable.get(name);
    return slots !== undefined && Object.values(slots).every((slot) => tf.util.arraysEqual(slot.shape, shape));
  }

  private add(variables: readonly tf.Variable[]): void {
    const saved = matchSaved(this.rule.name, this.pending, variables);
    for (const variable of variables) {
      const { name } = variable;
      const source = saved.get(name);
      const values = source === undefined ? initialSlots(this.rule, variable) : this.pending.get(source)!;
      if (source !== undefined) this.pending.delete(source);
      tf.dispose(this.byVariable.get(name) ?? []);
      this.byVariable.set(
        name,
        mapValues(values, (value, slot) => ownVariable(value, `${name}/${slot}/optimizer-zoo-${created++}`)),
      );
    }
  }

  /** Saved tensors by variable; throws unless each variable has just the rule's slots. */
  private sorted(saved: readonly NamedTensor[]): SavedSlots {
    const { name: owner, slots } = this.rule;
    const sorted: SavedSlots = new Map();
    for (const { name, tensor } of saved) {
      const cut = name.lastIndexOf('/');
      const [variable, slot] = [name.slice(0, cut), name.slice(cut + 1)];
      if (cut < 0 || !slots.includes(slot)) {
        throw new Error(`${owner}: saved state '${name}' is not one of its slots (${slots.join(', ') || 'none'}).`);
      }
      sorted.set(variable, { ...sorted.get(variable), [slot]: tensor });
    }
    for (const [variable, found] of sorted) {
      const lost = slots.filter((slot: string) => !(slot in found));
      if (lost.length > 0) throw new Error(`${owner}: saved state of '${variable}' lacks ${lost.join(', ')}.`);
    }
    return sorted;
  }
}

const mapValues = <A, B>(record: Record<string, A>, map: (value: A, key: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));

/** A tensor with a buffer of its own: tf.clone shares it on cpu. */
const copyOf = (tensor: tf.Tensor) => tf.mul(tensor, 1);

/** A variable that alone holds the tensor's buffer. */
function ownVariable(value: tf.Tensor, name: string): tf.Variable {
  const variable = tf.variable(value, false, name);
  value.dispose();
  return variable;
}
