import * as tf from '@tensorflow/tfjs';
import { initialSlots } from './kernels/eager.js';
import type { StepVariable } from './kernels/step.js';
import { matchSaved } from './match-saved.js';
import type { GradientPair } from './pair-gradients.js';
import type { AnyRule } from './rule.js';

export type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Slot tensors by variable name, in the order in which they were saved. */
export type SavedSlots = Map<string, Record<string, tf.Tensor>>;

/** The state that an optimizer keeps for each variable: allocated, exported, restored and disposed here. */
export class Slots {
  /** Variables whose slots' present tensors somebody outside may hold: their next step must not write in place. */
  readonly exported = new Set<StepVariable>();
  private readonly live = new Map<string, Writable<StepVariable>>();
  /** Saved state that waits for its variable to be trained. */
  private readonly pending = new Map<string, Record<string, tf.Variable>>();

  constructor(private readonly rule: AnyRule) {}

  /** Each variable with its gradient and its slots, made or restored where it has none yet. */
  of(pairs: readonly GradientPair[]): StepVariable[] {
    const missing = pairs.filter(({ param }) => !this.has(param));
    if (missing.length > 0) this.add(missing);
    return pairs.map(({ param, grad }) => {
      const tensors = this.live.get(param.name)!;
      tensors.grad = grad;
      return tensors;
    });
  }

  /** Live slots as `<variable>/<slot>`, in the order in which their variables were first trained. */
  export(): NamedTensor[] {
    for (const tensors of this.live.values()) this.exported.add(tensors);
    return [...this.live, ...this.pending].flatMap(([variable, tensors]) =>
      this.rule.slots.map((slot) => ({ name: `${variable}/${slot}`, tensor: tensors[slot] })),
    );
  }

  /** Takes copies of saved slots; each waits for its variable to be trained. Replaces all present state. */
  import(saved: readonly NamedTensor[]): void {
    const copies = [...this.sorted(saved)].map(
      ([variable, slots]) =>
        [variable, mapValues(slots, (tensor, slot) => ownVariable(copyOf(tensor), variable, slot))] as const,
    );
    this.dispose();
    for (const [variable, slots] of copies) this.pending.set(variable, slots);
  }

  dispose(): void {
    for (const tensors of this.live.values()) this.disposeSlots(tensors);
    for (const slots of this.pending.values()) tf.dispose(slots);
    this.live.clear();
    this.pending.clear();
    this.exported.clear();
  }

  /** A variable made anew under an old name takes over the old one's state if its shape is the same. */
  private has(param: tf.Variable): boolean {
    const tensors = this.live.get(param.name);
    if (tensors === undefined) return false;
    if (tensors.param !== param && tf.util.arraysEqual(tensors.param.shape, param.shape)) tensors.param = param;
    return tensors.param === param && this.rule.slots.every((slot) => isAlive(tensors[slot] as tf.Variable));
  }

  private add(pairs: readonly GradientPair[]): void {
    const { slots } = this.rule;
    const params = pairs.map(({ param }) => param);
    const saved = slots.length > 0 ? matchSaved(this.rule.name, this.pending, params) : new Map<string, string>();
    for (const { param, grad } of pairs) {
      const { name } = param;
      const outgrown = this.live.get(name);
      if (outgrown) this.disposeSlots(outgrown);
      const source = saved.get(name);
      const own =
        source === undefined
          ? mapValues(initialSlots(this.rule, param), (value, slot) => ownVariable(value, name, slot))
          : this.pending.get(source)!;
      const tensors = { ...own, param, grad };
      this.live.set(name, tensors);
      if (source === undefined) continue;
      this.pending.delete(source);
      this.exported.add(tensors); // it may have been exported while it waited
    }
  }

  private disposeSlots(tensors: StepVariable): void {
    tf.dispose(this.rule.slots.map((slot) => tensors[slot]));
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
      if (tensor.isDisposed) throw new Error(`${owner}: saved state '${name}' has been disposed.`);
      if (tensor.dtype !== 'float32')
        throw new Error(`${owner}: saved state '${name}' is ${tensor.dtype}, but must be float32.`);
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

/** tf.disposeVariables takes slots too, and tells them nothing. */
const isAlive = (variable: tf.Variable) => tf.engine().registeredVariables[variable.name] === variable;

let created = 0;

/** A variable that alone holds the tensor's buffer, under a name that tf does not know yet. */
function ownVariable(value: tf.Tensor, owner: string, slot: string): tf.Variable {
  let name: string;
  do name = `${owner}/${slot}/optimizer-zoo-${created++}`;
  while (tf.engine().registeredVariables[name]); // another copy of this package counts too
  const variable = tf.variable(value, false, name);
  value.dispose();
  return variable;
}
