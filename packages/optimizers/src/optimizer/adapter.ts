import { checkOptions, type Schedule, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import type { StateSpecification } from '../rule/any-rule.js';
import {
  changeOptions,
  type Hyperparameters,
  type OptionValue,
  resolveOptions,
  settingsAt,
  valueAt,
} from '../rule/hyperparameters.js';
import type { Scalars } from '../rule/scalars.js';
import type { FirstValues } from '../state/first-slots.js';
import { readGlobalState, readIterations, SavedScalars, savedScalars } from '../state/saved-scalars.js';
import { Slots } from '../state/slots.js';
import type { NamedTensor } from '../state/variable-state.js';
import { Frozen } from './frozen.js';
import { defineReadings } from './readings.js';
import type { Match } from './variable-match.js';

/** What an adapter must know of a rule or method: its options, and what it keeps. */
export interface Adapted extends StateSpecification {
  readonly hyper: Hyperparameters;
  /** 'learningRate' unless stated. */
  readonly stepSize?: string;
}

/** What an optimizer has beside its hyperparameters. */
interface FurtherOptions {
  /** Checked as the hyperparameters are. */
  readonly declared?: Hyperparameters;
  /** Names of those that the optimizer looks at itself. */
  readonly own?: readonly string[];
  /** What slots begin with; zeros unless stated. */
  readonly firstValues?: FirstValues;
}

/**
 * What all optimizers of the zoo have in common, whether a rule makes the step or a method: hyperparameters that can be
 * read, set and scheduled, variables that can be frozen, state that is saved and loaded, and an end.
 */
export abstract class Adapter extends tf.Optimizer {
  protected readonly options: Record<string, OptionValue>;
  protected readonly slots: Slots;
  protected readonly frozen: Frozen;
  /** Global state; undefined before the first step. */
  protected kept?: Scalars;
  private readonly saved = new SavedScalars();

  constructor(
    private readonly adapted: Adapted,
    given: Readonly<Record<string, unknown>>,
    { declared = {}, own = [], firstValues }: FurtherOptions = {},
  ) {
    super();
    const { name, hyper, stepSize = 'learningRate' } = adapted;
    checkOptions(name, given, `${stepSize}: 0.01`);
    this.options = resolveOptions(name, { ...hyper, ...declared }, given, [...own, 'frozen']);
    this.slots = new Slots(adapted, (variable) => this.settingsOf(variable), firstValues);
    this.frozen = new Frozen(name);
    this.frozen.freeze((given.frozen ?? []) as Match);
    defineReadings(this, { owner: name, hyper, options: this.options });
  }

  /** The step size at the coming step. Setting it, to a number or a schedule, replaces a schedule. */
  get learningRate(): number {
    return valueAt(this.options[this.stepSize], this.iterations + 1) as number;
  }

  set learningRate(value: number | Schedule) {
    this.set({ [this.stepSize]: value });
  }

  /** As on tf.SGDOptimizer. */
  setLearningRate(value: number | Schedule): void {
    this.learningRate = value;
  }

  /**
   * A hyperparameter as it was given or set: a value, or a schedule (after loading, a schedule made again).
   *
   * @throws if there is none of that name.
   */
  get(name: string): OptionValue {
    const { name: owner, hyper } = this.adapted;
    if (Object.hasOwn(hyper, name)) return this.options[name];
    throw new Error(`${owner} has no hyperparameter '${name}'; it has ${Object.keys(hyper).join(', ')}.`);
  }

  /**
   * Changes numeric hyperparameters in mid-training; state is kept, nothing is recompiled.
   *
   * @throws if a name is not that of a numeric hyperparameter, or a value is out of its range; nothing is changed then.
   */
  set(options: Readonly<Record<string, number | Schedule>>): void {
    changeOptions(this.adapted.name, this.adapted.hyper, this.options, options);
  }

  /** The scalars that the optimizer keeps for all variables together, by name; empty before the first step. */
  get globalState(): Readonly<Scalars> {
    return { ...this.kept };
  }

  /** Leaves the variables that `match` means alone from now on: neither they nor their state change. */
  freeze(match: Match): void {
    this.frozen.freeze(match);
  }

  /**
   * Trains all variables again, or those that were frozen by just these names, expressions or predicates; warns if one of
   * them froze nothing.
   */
  thaw(match?: Match): void {
    this.frozen.thaw(match);
  }

  /**
   * Step count first, then the global state, then the slots as `<variable>/<slot>`, slot after slot: what a checkpoint
   * needs. As with tf's own optimizers all of them are live and the optimizer's: read or copy them before training goes
   * on, dispose none.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    this.forgetGone();
    const { iterations, kept, saved } = this;
    return saved.only([...savedScalars(saved, iterations, kept), ...this.exportState(saved)]);
  }

  /** Takes copies of what `getWeights` gave, here or in another process, and goes on from there. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const iterations = await readIterations(this.adapted.name, weights[0]);
    const { globalState, rest } = await readGlobalState(this.adapted, weights.slice(1));
    await this.importState(rest, iterations);
    this.kept = globalState;
    await this.extractIterations(weights);
  }

  /** Gives back all state; a step after this is the first. */
  override dispose(): void {
    super.dispose();
    this.slots.dispose();
    this.saved.dispose();
    this.kept = undefined;
    this.iterations_ = 0;
  }

  /** State beside step count and global state. */
  protected exportState(saved: SavedScalars): NamedTensor[] {
    return this.slots.export(this.iterations, saved);
  }

  protected importState(saved: readonly NamedTensor[], iterations: number): Promise<void> {
    return this.slots.import(saved, iterations);
  }

  /** The hyperparameters of one variable at the coming step. */
  protected settingsOf(_variable: tf.Variable): Settings<Hyperparameters> {
    return this.settings();
  }

  /** The hyperparameters at the coming step. */
  protected settings(): Settings<Hyperparameters> {
    return settingsAt(this.adapted.name, this.adapted.hyper, this.options, this.iterations + 1);
  }

  /** State leaves with its variables, and what is kept for all together with the last of them. */
  protected forgetGone(): void {
    if (this.slots.sweep()) this.kept = undefined;
  }

  private get stepSize(): string {
    return this.adapted.stepSize ?? 'learningRate';
  }
}
