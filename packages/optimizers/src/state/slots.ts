import type { Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { initialSlots } from '../kernels/eager.js';
import type { Scalars, StepVariable } from '../kernels/step.js';
import type { EvaluatedTensors } from '../optimizer/beside-gradient.js';
import type { GradientPair } from '../optimizer/pair-gradients.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import { mapValues } from '../rule/map-values.js';
import { type StateSpecification, startOf, tensorsNeeded } from '../rule/rule.js';
import { Waiting } from './match-saved.js';
import { isAlive, ownVariable, userVariables } from './own-variable.js';
import type { SavedScalars } from './saved-scalars.js';

export type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];
type Writable<T> = { -readonly [K in keyof T]: T[K] };
type LiveState = Writable<Omit<SlotState, 'tensors'>> & { readonly tensors: Writable<StepVariable> };

/** State of a variable. */
export interface Kept {
  readonly slots: Readonly<Record<string, tf.Variable>>;
  readonly scalars: Scalars;
  /** How many steps the variable has made: fewer than the optimizer, if it came late or had no gradient at times. */
  readonly steps: number;
}

/** A variable in the care of an optimizer, at a step. */
export interface SlotState {
  readonly tensors: StepVariable;
  readonly scalars: Scalars;
  readonly steps: number;
}

/** What a variable's count of steps is called in saved state. */
const stepsName = 'stepCount';

/** The state that an optimizer keeps for each variable: allocated, exported, restored and disposed here. */
export class Slots {
  /** Variables whose slots' present tensors somebody outside may hold: their next step must not write in place. */
  readonly exported = new Set<StepVariable>();
  private readonly live = new Map<string, LiveState>();
  /** Saved state that waits for its variable to be trained. */
  private waiting: Waiting;
  private readonly scalarNames: readonly string[];
  /** Elements of all variables of the step, on which shapes of a joint rule's slots may depend. */
  private total = 0;

  /** `settingsOf` a variable may decide the shapes of a matrix rule's slots, and first values. */
  constructor(
    private readonly rule: StateSpecification,
    private readonly settingsOf: (variable: tf.Variable) => Settings<Hyperparameters> = () => ({}),
  ) {
    this.scalarNames = Object.keys(rule.variableState ?? {});
    this.waiting = new Waiting(rule.name);
  }

  /** All variables that have state, each standing in for its gradient. */
  withoutGradients(): SlotState[] {
    const states = [...this.live.values()];
    for (const { tensors } of states) tensors.grad = tensors.param;
    return states;
  }

  /** Whether loaded state waits for variables that have not been trained yet. */
  get isWaiting(): boolean {
    return this.waiting.size > 0;
  }

  /** Each variable with its gradient, its signals and its slots, made or restored where it has none yet. */
  of(pairs: readonly GradientPair[], signals: EvaluatedTensors = {}): SlotState[] {
    this.total = pairs.reduce((sum, { param }) => sum + param.size, 0);
    const missing = pairs.filter(({ param }) => !this.has(param));
    if (missing.length > 0) this.add(missing);
    return pairs.map(({ param, grad }) => {
      const state = this.live.get(param.name)!;
      const { tensors } = state;
      tensors.grad = grad;
      for (const signal of tensorsNeeded(this.rule)) {
        const { [param.name]: tensor } = signals[signal] ?? {};
        if (tensor) tensors[signal] = tensor;
        else if (signal in signals) throw new Error(`${this.rule.name}: there is no ${signal} for '${param.name}'.`);
      }
      return state;
    });
  }

  /** Takes the scalars that a step gave some variables. */
  keepScalars(states: readonly SlotState[], scalars: readonly Scalars[]): void {
    scalars.forEach((own, index) => {
      (states[index] as LiveState).scalars = own;
    });
  }

  /** A step has been made with these: they count it, and nobody outside holds their slots any more. */
  advance(states: readonly SlotState[]): void {
    for (const state of states as LiveState[]) {
      state.steps++;
      if (this.exported.size > 0) this.exported.delete(state.tensors);
    }
  }

  /**
   * State leaves with its variable, and where tf.disposeVariables has taken it.
   *
   * @returns whether none is left though there was some.
   */
  sweep(): boolean {
    const before = this.live.size;
    for (const [name, { tensors }] of this.live) {
      if (!tensors.param.isDisposed && this.rule.slots.every((slot) => isAlive(tensors[slot] as tf.Variable))) continue;
      this.disposeSlots(tensors);
      this.exported.delete(tensors);
      this.live.delete(name);
    }
    return before > 0 && this.live.size === 0 && !this.isWaiting;
  }

  /**
   * Live slots as `<variable>/<slot>`: slot after slot, as tf has it, by variables in the order in which they were first
   * trained. `iterations` is the optimizer's count of steps; a variable's own stands there if it is another, or if nothing
   * else says that the variable was trained.
   */
  export(iterations: number, savedScalars: SavedScalars): NamedTensor[] {
    for (const { tensors } of this.live.values()) this.exported.add(tensors);
    const live = [...this.live].map(([name, { tensors, ...own }]) => ({ name, slots: tensors, ...own }));
    const all = [...live, ...[...this.waiting.entries()].map(([name, own]) => ({ name, ...own }))];
    const isRecorded = this.rule.slots.length + this.scalarNames.length > 0;
    const isCounted = this.rule.hostScalars !== undefined || isRecorded;
    const late = isCounted ? all.filter(({ steps }) => steps !== iterations || !isRecorded) : [];
    return [
      ...this.rule.slots.flatMap((slot) =>
        all.map(({ name, slots }) => ({ name: `${name}/${slot}`, tensor: slots[slot] as tf.Tensor })),
      ),
      ...this.scalarNames.flatMap((slot) =>
        all.map(({ name, scalars }) => savedScalars.export(`${name}/${slot}`, scalars[slot])),
      ),
      ...late.map(({ name, steps }) => savedScalars.export(`${name}/${stepsName}`, steps)),
    ];
  }

  /** Takes copies of saved slots; each waits for its variable to be trained. Replaces all present state. */
  async import(saved: readonly NamedTensor[], iterations: number): Promise<void> {
    const sorted = [...this.sorted(saved)];
    const scalars = await Promise.all(sorted.map(([, found]) => this.readScalars(found)));
    const copies = sorted.map(([variable, found], index): readonly [string, Kept] => {
      const own = this.rule.slots.map((slot) => [slot, ownVariable(copyOf(found[slot]), `${variable}/${slot}`)]);
      const { [stepsName]: steps = iterations, ...rest } = scalars[index];
      return [variable, { slots: Object.fromEntries(own), scalars: rest, steps }];
    });
    this.dispose();
    this.waiting = new Waiting(this.rule.name, copies);
  }

  dispose(): void {
    for (const { tensors } of this.live.values()) this.disposeSlots(tensors);
    this.live.clear();
    this.waiting.dispose();
    this.exported.clear();
  }

  /** State of another shape than it has to be now counts for none. */
  private has(param: tf.Variable): boolean {
    const tensors = this.live.get(param.name)?.tensors;
    if (tensors === undefined || tensors.param !== param) return false;
    return Object.entries(this.shapesOf(param)).every(([slot, shape]) =>
      tf.util.arraysEqual((tensors[slot] as tf.Variable).shape, [...shape]),
    );
  }

  private add(pairs: readonly GradientPair[]): void {
    const params = pairs.map(({ param }) => param);
    const saved = this.waiting.take(params, (param) => this.shapesOf(param), userVariables());
    for (const { param, grad } of pairs) {
      const { name } = param;
      const outgrown = this.live.get(name);
      if (outgrown) this.disposeSlots(outgrown.tensors);
      const restored = saved.get(param);
      const { slots, scalars, steps } = restored ?? this.initial(param);
      const tensors = { ...slots, param, grad };
      this.live.set(name, { tensors, scalars, steps });
      if (restored) this.exported.add(tensors); // it may have been exported while it waited
    }
  }

  private initial(param: tf.Variable): Kept {
    const slots = mapValues(initialSlots(this.rule, param, this.shapesOf(param)), (value, slot) =>
      ownVariable(value, `${param.name}/${slot}`),
    );
    return { slots, scalars: startOf(this.rule.variableState, this.settingsOf(param)), steps: 0 };
  }

  /** Shapes of slots that are not their variable's. */
  private shapesOf(param: tf.Variable): Readonly<Record<string, readonly number[]>> {
    return this.rule.slotShapes?.(param.shape, this.settingsOf(param), this.total) ?? {};
  }

  private async readScalars(found: Record<string, tf.Tensor>): Promise<Scalars> {
    const names = [...this.scalarNames, ...(stepsName in found ? [stepsName] : [])];
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await found[name].data())[0]])));
  }

  private disposeSlots(tensors: StepVariable): void {
    tf.dispose(this.rule.slots.map((slot) => tensors[slot]));
  }

  /** Saved tensors by variable; throws unless each variable has just the rule's slots. */
  private sorted(saved: readonly NamedTensor[]): Map<string, Record<string, tf.Tensor>> {
    const { name: owner } = this.rule;
    const slots = [...this.rule.slots, ...this.scalarNames];
    const sorted = new Map<string, Record<string, tf.Tensor>>();
    for (const { name, tensor } of saved) {
      const cut = name.lastIndexOf('/');
      const [variable, slot] = [name.slice(0, cut), name.slice(cut + 1)];
      if (cut < 0 || ![...slots, stepsName].includes(slot)) {
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
