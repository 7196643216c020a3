import * as tf from '@tensorflow/tfjs';
import type { Hyperparameters, Settings } from './hyperparameters.js';
import { initialSlots } from './kernels/eager.js';
import type { Memory, StepVariable } from './kernels/step.js';
import { mapValues } from './map-values.js';
import { matchSaved } from './match-saved.js';
import type { GradientPair } from './pair-gradients.js';
import { type Keeper, tensorsNeeded } from './rule.js';
import type { TensorSignals } from './signals.js';

export type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Slot tensors by variable name, in the order in which they were saved. */
export type SavedSlots = Map<string, Record<string, tf.Tensor>>;

/** State of a variable that waits to be trained. */
interface Pending {
  readonly slots: Record<string, tf.Variable>;
  readonly scalars: Memory;
}

/** The state that an optimizer keeps for each variable: allocated, exported, restored and disposed here. */
export class Slots {
  /** Variables whose slots' present tensors somebody outside may hold: their next step must not write in place. */
  readonly exported = new Set<StepVariable>();
  private readonly live = new Map<string, Writable<StepVariable>>();
  private readonly scalars = new WeakMap<StepVariable, Memory>();
  /** Saved state that waits for its variable to be trained. */
  private readonly pending = new Map<string, Pending>();
  private readonly scalarNames: readonly string[];
  /** Elements of all variables of the step, on which shapes of a joint rule's slots may depend. */
  private total = 0;

  /** `settingsOf` a variable may decide the shapes of a matrix rule's slots. */
  constructor(
    private readonly rule: Keeper,
    private readonly settingsOf: (variable: tf.Variable) => Settings<Hyperparameters> = () => ({}),
  ) {
    this.scalarNames = Object.keys(rule.scalarSlots ?? {});
  }

  /** All variables that have state and are alive, each standing in for its gradient. */
  withoutGradients(): StepVariable[] {
    const alive = [...this.live.values()].filter(({ param }) => !param.isDisposed);
    for (const tensors of alive) tensors.grad = tensors.param;
    return alive;
  }

  /** Whether loaded state waits for variables that have not been trained yet. */
  get isWaiting(): boolean {
    return this.pending.size > 0;
  }

  /** Each variable with its gradient, its signals and its slots, made or restored where it has none yet. */
  of(pairs: readonly GradientPair[], signals: TensorSignals = {}): StepVariable[] {
    this.total = pairs.reduce((sum, { param }) => sum + param.size, 0);
    const missing = pairs.filter(({ param }) => !this.has(param));
    if (missing.length > 0) this.add(missing);
    return pairs.map(({ param, grad }) => {
      const tensors = this.live.get(param.name)!;
      tensors.grad = grad;
      for (const signal of tensorsNeeded(this.rule)) {
        const { [param.name]: tensor } = signals[signal] ?? {};
        if (tensor) tensors[signal] = tensor;
        else if (signal in signals) throw new Error(`${this.rule.name}: there is no ${signal} for '${param.name}'.`);
      }
      return tensors;
    });
  }

  /** The scalars kept for a variable. */
  scalarsOf(variable: StepVariable): Memory {
    return this.scalars.get(variable)!;
  }

  keepScalars(variables: readonly StepVariable[], scalars: readonly Memory[]): void {
    scalars.forEach((own, index) => {
      this.scalars.set(variables[index], own);
    });
  }

  /** Live slots as `<variable>/<slot>`: slot after slot, as tf has it, by variables in the order in which they were first trained. */
  export(): NamedTensor[] {
    for (const tensors of this.live.values()) this.exported.add(tensors);
    const live = [...this.live].map(([name, slots]) => ({ name, slots, scalars: this.scalarsOf(slots) }));
    const waiting = [...this.pending].map(([name, { slots, scalars }]) => ({ name, slots, scalars }));
    const all = [...live, ...waiting];
    return [
      ...this.rule.slots.flatMap((slot) =>
        all.map(({ name, slots }) => ({ name: `${name}/${slot}`, tensor: slots[slot] as tf.Tensor })),
      ),
      ...this.scalarNames.flatMap((slot) =>
        all.map(({ name, scalars }) => ({ name: `${name}/${slot}`, tensor: tf.scalar(scalars[slot]) })),
      ),
    ];
  }

  /** Takes copies of saved slots; each waits for its variable to be trained. Replaces all present state. */
  async import(saved: readonly NamedTensor[]): Promise<void> {
    const sorted = [...this.sorted(saved)];
    const scalars = await Promise.all(sorted.map(([, found]) => this.readScalars(found)));
    const copies = sorted.map(([variable, found], index) => {
      const own = this.rule.slots.map((slot) => [slot, ownVariable(copyOf(found[slot]), variable, slot)]);
      return [variable, { slots: Object.fromEntries(own), scalars: scalars[index] }] as const;
    });
    this.dispose();
    for (const [variable, state] of copies) this.pending.set(variable, state);
  }

  dispose(): void {
    for (const tensors of this.live.values()) this.disposeSlots(tensors);
    for (const { slots } of this.pending.values()) tf.dispose(slots);
    this.live.clear();
    this.pending.clear();
    this.exported.clear();
  }

  /**
   * A variable made anew under an old name takes over the old one's state if its shape is the same. State of another shape
   * than it has to be now counts for none.
   */
  private has(param: tf.Variable): boolean {
    const tensors = this.live.get(param.name);
    if (tensors === undefined) return false;
    if (tensors.param !== param && tf.util.arraysEqual(tensors.param.shape, param.shape)) tensors.param = param;
    const shapes = Object.entries(this.shapesOf(param));
    return (
      tensors.param === param &&
      this.rule.slots.every((slot) => isAlive(tensors[slot] as tf.Variable)) &&
      shapes.every(([slot, shape]) => tf.util.arraysEqual((tensors[slot] as tf.Variable).shape, [...shape]))
    );
  }

  private add(pairs: readonly GradientPair[]): void {
    const params = pairs.map(({ param }) => param);
    const waiting = new Map([...this.pending].map(([name, { slots }]) => [name, slots]));
    const saved = matchSaved(this.rule.name, waiting, params, (param) => this.shapesOf(param));
    for (const { param, grad } of pairs) {
      const { name } = param;
      const outgrown = this.live.get(name);
      if (outgrown) this.disposeSlots(outgrown);
      const source = saved.get(name);
      const { slots, scalars } = source === undefined ? this.initial(param) : this.pending.get(source)!;
      const tensors = { ...slots, param, grad };
      this.live.set(name, tensors);
      this.scalars.set(tensors, scalars);
      if (source === undefined) continue;
      this.pending.delete(source);
      this.exported.add(tensors); // it may have been exported while it waited
    }
  }

  private initial(param: tf.Variable): Pending {
    const slots = mapValues(initialSlots(this.rule, param, this.shapesOf(param)), (value, slot) =>
      ownVariable(value, param.name, slot),
    );
    return { slots, scalars: { ...this.rule.scalarSlots } };
  }

  /** Shapes of slots that are not their variable's. */
  private shapesOf(param: tf.Variable): Readonly<Record<string, readonly number[]>> {
    return this.rule.slotShapes?.(param.shape, this.settingsOf(param), this.total) ?? {};
  }

  private async readScalars(found: Record<string, tf.Tensor>): Promise<Memory> {
    const read = this.scalarNames.map(async (name) => [name, (await found[name].data())[0]] as const);
    return Object.fromEntries(await Promise.all(read));
  }

  private disposeSlots(tensors: StepVariable): void {
    tf.dispose(this.rule.slots.map((slot) => tensors[slot]));
  }

  /** Saved tensors by variable; throws unless each variable has just the rule's slots. */
  private sorted(saved: readonly NamedTensor[]): SavedSlots {
    const { name: owner } = this.rule;
    const slots = [...this.rule.slots, ...this.scalarNames];
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
      const lost = slots.filter((slot) => !(slot in found));
      if (lost.length > 0) throw new Error(`${owner}: saved state of '${variable}' lacks ${lost.join(', ')}.`);
    }
    return sorted;
  }
}

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
