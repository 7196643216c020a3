import type { Settings } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import { eagerStep } from '../kernels/eager.js';
import type { Program } from '../kernels/graph.js';
import { untraced } from '../kernels/untraced.js';
import { type AnyRule, startOf } from '../rule/any-rule.js';
import { type Hyperparameters, settingsAt } from '../rule/hyperparameters.js';
import type { Inputs, Scalars } from '../rule/scalars.js';
import type { Slots } from '../state/slots.js';
import type { SlotState } from '../state/variable-state.js';
import { checkGlobalState, checkPrograms } from './check-groups.js';
import type { Groups, OptionSet } from './groups.js';
import { keepsHalfPrecision, raiseForHalfPrecision } from './half-precision.js';
import { partsOf } from './with-parts.js';

/** What a step of a rule depends on, beside its variables. */
export interface StepContext {
  readonly rule: AnyRule;
  readonly step: number;
  readonly groups: Groups<tf.Variable>;
  /** Undefined before the first step. */
  readonly globalState: Scalars | undefined;
  /** Numbers that were evaluated beside the gradient. */
  readonly evaluated: Scalars;
}

/** The inputs of one step of a variable, by that variable's count of steps and scalars. */
type InputsAt = (step: number, scalars?: Scalars) => Inputs;

/** A step whose hyperparameters have been found right: what it is for variables that no group means. */
export interface PreparedStep {
  readonly context: StepContext;
  readonly baseAt: InputsAt;
  readonly program: Program;
}

/** Variables that one program serves. */
interface ProgramCall {
  readonly program: Program;
  readonly states: readonly SlotState[];
  /** Those of all variables, or one for each where they differ. */
  readonly inputs: readonly [Inputs] | readonly Inputs[];
}

/** Hyperparameters and host scalars of a step. Nothing is changed yet, and no state is made. */
export function prepareStep(context: StepContext): PreparedStep {
  const baseAt = inputsOf(context, context.groups.base);
  const program = programOf(context, context.groups.base, baseAt(context.step));
  return { context, baseAt, program };
}

/** One fused kernel for each pass of each program (or the rule on tensors). Gives the new global state. */
export function runStep(
  prepared: PreparedStep,
  variables: readonly SlotState[],
  slots: Slots,
  inPlace: boolean,
): Scalars {
  const { rule } = prepared.context;
  const { steps } = partsOf(rule);
  const { exported } = slots;
  let globalState: Scalars = {};
  for (const { program, states, inputs } of callsOf(prepared, variables)) {
    const step = { rule, program, variables: states.map(({ tensors }) => tensors), inputs, inPlace, exported };
    const results = steps?.make(step) ?? eagerStep(step);
    ({ globalState } = results);
    slots.keepScalars(states, results.variableState);
  }
  return globalState;
}

/** Variables with the options of one set and the same count of steps share their inputs; sets with the same switches share a program. */
function callsOf(prepared: PreparedStep, states: readonly SlotState[]): readonly ProgramCall[] {
  const { context, baseAt, program } = prepared;
  const { rule, step, groups } = context;
  const base = baseAt(step);
  const isTogether = states.every(({ steps }) => steps + 1 === step) || countsTogether(rule, program);
  if (groups.given.length === 0 && rule.variableState === undefined && isTogether) {
    return [{ program, states, inputs: [base] }];
  }
  const known = new Map([[groups.base, baseAt]]);
  const parts = new Map<Program, ProgramCall & { states: SlotState[]; inputs: Inputs[] }>();
  for (const state of states) {
    const { param } = state.tensors;
    const set = groups.of(param);
    const inputs = known.get(set) ?? inputsOf(context, set);
    known.set(set, inputs);
    const own = inputs(isTogether ? step : state.steps + 1, state.scalars);
    rule.checkVariable?.(param.name, own);
    const program = programOf(context, set, own);
    checkGlobalState(rule, program, base, own);
    const part = parts.get(program) ?? { program, states: [], inputs: [] };
    parts.set(program, part);
    part.states.push(state);
    part.inputs.push(own);
  }
  checkPrograms(rule, [...parts.keys()]);
  return [...parts.values()];
}

/** Whether a rule has one count of steps for all variables: it looks at all, or its global state depends on what the count gives. */
function countsTogether(
  { overAll = false, hyper, globalState = {}, needs = [] }: AnyRule,
  { globalStateInputs }: Program,
) {
  const isComputed = (name: string) =>
    !(name in hyper) && !(name in globalState) && !needs.some((need) => need === name);
  return overAll || globalStateInputs.some(isComputed);
}

/**
 * Hyperparameters, host scalars, state and what was evaluated, by name, at a step of a variable. Those of the variable
 * before are given again where nothing differs.
 */
function inputsOf(context: StepContext, { options }: OptionSet): InputsAt {
  const { rule, globalState, evaluated } = context;
  let last: { readonly step: number; readonly scalars: Scalars; readonly inputs: Inputs } | undefined;
  return (step, scalars = {}) => {
    if (last?.step === step && isSame(last.scalars, scalars)) return last.inputs;
    const settings = settingsOf(context, options);
    const kept = rule.variableState ? { ...globalState, ...scalars } : (globalState ?? {});
    const computed = rule.hostScalars?.(settings, step, kept);
    const before = globalState ?? startOf(rule.globalState, settings);
    const inputs = Object.assign(settings, computed, before, evaluated, scalars); // spreading takes longer
    last = { step, scalars, inputs };
    return inputs;
  };
}

const isSame = (before: Scalars, now: Scalars) => {
  for (const name in now) if (now[name] !== before[name]) return false;
  return true;
};

/** A rule may have a clock of its own; schedules follow it. */
function settingsOf(
  { rule, step, globalState = {} }: StepContext,
  options: OptionSet['options'],
): Settings<Hyperparameters> {
  const settings = settingsAt(rule.name, rule.hyper, options, rule.clock ? rule.clock(step, globalState) : step);
  if (keepsHalfPrecision()) raiseForHalfPrecision(rule.name, rule.hyper, settings);
  return settings;
}

function programOf({ rule }: StepContext, { programs }: OptionSet, inputs: Inputs): Program {
  let program = programs.get(rule);
  if (!program) {
    const settings = inputs as Settings<Hyperparameters>;
    const { checkUpdate, steps } = partsOf(rule);
    checkUpdate?.(rule, settings);
    program = steps?.programAt(rule, settings) ?? untraced(rule);
    programs.set(rule, program);
  }
  return program;
}
