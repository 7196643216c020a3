import type { Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { moveOut } from '../kernels/slot-memory.js';
import type { StepVariable } from '../kernels/step.js';
import { type StateSpecification, startOf, tensorsNeeded } from '../rule/any-rule.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import { mapValues } from '../rule/map-values.js';
import type { Scalars } from '../rule/scalars.js';
import { type FirstValues, firstSlots } from './first-slots.js';
import { Waiting } from './match-saved.js';
import { isAlive, ownVariable, userVariables } from './own-variable.js';
import type { SavedScalars } from './saved-scalars.js';
import { exportSlots, importSlots } from './saved-slots.js';
import type { NamedTensor, SlotState, VariableState } from './variable-state.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type LiveState = Writable<Omit<SlotState, 'tensors'>> & { readonly tensors: Writable<StepVariable> };

/** A variable that is to be trained, with its gradient where that is known. */
interface Trained {
  readonly param: tf.Variable;
  readonly grad?: tf.Tensor;
}

/** The state that an optimizer keeps for each variable: allocated, exported, restored and disposed here. */
export class Slots {
  private readonly live = new Map<string, LiveState>();
  /** Variables whose slots' present tensors somebody outside may hold: their next step must not write in place. */
  private readonly held = new Set<StepVariable>();
  /** Saved state that waits for its variable to be trained. */
  private waiting: Waiting;
  /** Elements of all variables of the step, on which shapes of the slots of a rule over all variables may depend. */
  private total = 0;

  /** `settingsOf` a variable may decide the shapes of the slots of a rule on tensors, and first values of scalars. */
  constructor(
    private readonly rule: StateSpecification,
    private readonly settingsOf: (variable: tf.Variable) => Settings<Hyperparameters> = () => ({}),
    private readonly firstValues: FirstValues = () => ({}),
  ) {
    this.waiting = new Waiting(rule.name);
  }

  /** Variables whose slots' present tensors somebody outside may hold. */
  get exported(): ReadonlySet<StepVariable> {
    return this.held;
  }

  /** Whether loaded state waits for variables that have not been trained yet. */
  get isWaiting(): boolean {
    return this.waiting.size > 0;
  }

  /** All variables that have state, without the gradients of their last step. */
  all(): SlotState[] {
    const states = [...this.live.values()];
    for (const { tensors } of states) tensors.grad = undefined;
    return states;
  }

  /** Each variable with its gradient, what was evaluated beside it, and its slots, made or restored where it has none yet. */
  of(
    variables: readonly Trained[],
    evaluated: Readonly<Record<string, tf.NamedTensorMap | undefined>> = {},
  ): SlotState[] {
    this.total = variables.reduce((sum, { param }) => sum + param.size, 0);
    const missing = variables.filter(({ param }) => !this.has(param));
    if (missing.length > 0) this.add(missing.map(({ param }) => param));
    return variables.map(({ param, grad }) => {
      const state = this.live.get(param.name)!;
      const { tensors } = state;
      tensors.grad = grad;
      for (const name of tensorsNeeded(this.rule)) {
        const { [param.name]: tensor } = evaluated[name] ?? {};
        if (tensor) tensors[name] = tensor;
        else if (name in evaluated) throw new Error(`${this.rule.name}: there is no ${name} for '${param.name}'.`);
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
      if (this.held.size > 0) this.held.delete(state.tensors);
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
      this.release(tensors);
      this.live.delete(name);
    }
    return before > 0 && this.live.size === 0 && !this.isWaiting;
  }

  /** Live slots under their names for saving, by variables in the order in which they were first trained. */
  export(iterations: number, savedScalars: SavedScalars): NamedTensor[] {
    for (const { tensors } of this.live.values()) {
      for (const slot of this.rule.slots) moveOut(tensors[slot]!);
      this.held.add(tensors);
    }
    const live = [...this.live].map(([name, { tensors, ...own }]) => ({ name, slots: tensors, ...own }));
    const waiting = [...this.waiting.entries()].map(([name, own]) => ({ name, ...own }));
    return exportSlots(this.rule, [...live, ...waiting], iterations, savedScalars);
  }

  /** Takes copies of saved slots; each waits for its variable to be trained. Replaces all present state. */
  async import(saved: readonly NamedTensor[], iterations: number): Promise<void> {
    const copies = await importSlots(this.rule, saved, iterations);
    this.dispose();
    this.waiting = new Waiting(this.rule.name, copies);
  }

  dispose(): void {
    for (const { tensors } of this.live.values()) this.release(tensors);
    this.live.clear();
    this.waiting.dispose();
  }

  /** State of another shape than it has to be now counts for none. */
  private has(param: tf.Variable): boolean {
    const tensors = this.live.get(param.name)?.tensors;
    if (tensors === undefined || tensors.param !== param) return false;
    return Object.entries(this.shapesOf(param)).every(([slot, shape]) =>
      tf.util.arraysEqual((tensors[slot] as tf.Variable).shape, [...shape]),
    );
  }

  private add(params: readonly tf.Variable[]): void {
    const saved = this.waiting.take(params, (param) => this.shapesOf(param), userVariables());
    for (const param of params) {
      const { name } = param;
      const outgrown = this.live.get(name);
      if (outgrown) this.release(outgrown.tensors);
      const restored = saved.get(param);
      const { slots, scalars, steps } = restored ?? this.initial(param);
      const tensors: StepVariable = { ...slots, param, grad: undefined };
      this.live.set(name, { tensors, scalars, steps });
      if (restored) this.held.add(tensors); // it may have been exported while it waited
    }
  }

  private initial(param: tf.Variable): VariableState {
    const first = firstSlots(this.rule.slots, param, this.shapesOf(param), this.firstValues);
    const slots = mapValues(first, (value, slot) => ownVariable(value, `${param.name}/${slot}`));
    return { slots, scalars: startOf(this.rule.variableState, this.settingsOf(param)), steps: 0 };
  }

  /** Shapes of slots that are not their variable's. */
  private shapesOf(param: tf.Variable): Readonly<Record<string, readonly number[]>> {
    return this.rule.slotShapes?.(param.shape, this.settingsOf(param), this.total) ?? {};
  }

  private release(tensors: StepVariable): void {
    tf.dispose(this.rule.slots.map((slot) => tensors[slot]!));
    this.held.delete(tensors);
  }
}
