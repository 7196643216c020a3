import { type Algebra, builders } from './execution.js';
import type { Groups, OptionSet } from './groups.js';
import { keepsHalfPrecision, raiseForHalfPrecision } from './half-precision.js';
import { type Hyperparameters, type Settings, settingsAt } from './hyperparameters.js';
import { eagerStep } from './kernels/eager.js';
import { fusedStep } from './kernels/fused.js';
import type { Program } from './kernels/graph.js';
import { type Inputs, type Memory, remembered, type Step, type StepVariable } from './kernels/step.js';
import { traceAt } from './kernels/trace.js';
import type { AnyRule } from './rule.js';
import type { Slots } from './slots.js';

/** What one run of a rule over variables is given by its optimizer. */
export interface Run {
  readonly rule: AnyRule;
  /** Called when the hyperparameters have been found right, as it may make state. */
  readonly variables: () => readonly StepVariable[];
  readonly step: number;
  readonly groups: Groups;
  readonly slots: Slots;
  /** Undefined before the first step. */
  readonly memory: Memory | undefined;
  readonly signals: Memory;
  readonly algebra: Algebra;
  readonly inPlace: boolean;
}

/** Variables that one program serves. */
type Part = Pick<Step, 'program' | 'variables' | 'inputs'>;

/** Host scalars, then one fused kernel for each pass of each program (or the rule on tensors). Gives the new memory. */
export function runRule(run: Run): Memory {
  const { rule, slots, inPlace } = run;
  const { exported } = slots;
  let memory: Memory = {};
  for (const part of partsOf(run)) {
    const step = { rule, ...part, inPlace, exported };
    const results = fusedStep(step) ?? eagerStep(step);
    ({ memory } = results);
    slots.keepScalars(part.variables, results.scalarSlots);
  }
  return memory;
}

/** Variables with the options of one set share their inputs; sets with the same switches share a program. */
function partsOf(run: Run): readonly Part[] {
  const { rule, variables, groups, slots } = run;
  const shared = inputsAt(run, groups.base);
  if (groups.given.length === 0 && rule.scalarSlots === undefined) {
    return [{ program: programOf(run, groups.base, shared), variables: variables(), inputs: [shared] }];
  }
  const inputs = new Map([[groups.base, shared]]);
  const parts = new Map<Program, { program: Program; variables: StepVariable[]; inputs: Inputs[] }>();
  for (const variable of variables()) {
    const set = groups.of(variable.param);
    const own = inputs.get(set) ?? inputsAt(run, set);
    inputs.set(set, own);
    const program = programOf(run, set, own);
    checkMemory(rule, program, shared, own);
    const part = parts.get(program) ?? { program, variables: [], inputs: [] };
    parts.set(program, part);
    part.variables.push(variable);
    part.inputs.push({ ...own, ...slots.scalarsOf(variable) });
  }
  if (parts.size > 1 && [...parts.keys()].some(({ global }) => global)) {
    throw new Error(`${rule.name} looks at all variables at once: groups may differ in numbers, not in switches.`);
  }
  return [...parts.values()];
}

/** Hyperparameters, host scalars, memory and signals, by name. A rule may have a clock of its own; schedules follow it. */
function inputsAt({ rule, step, memory, signals }: Run, { options }: OptionSet): Inputs {
  const settings = settingsOf({ rule, step, memory }, options);
  const scalars = rule.scalars?.(settings, step, memory ?? {});
  return Object.assign(settings, scalars, memory ?? startOfMemory(rule, settings), signals); // spreading takes longer
}

function settingsOf(
  { rule, step, memory = {} }: Pick<Run, 'rule' | 'step' | 'memory'>,
  options: OptionSet['options'],
): Settings<Hyperparameters> {
  const settings = settingsAt(rule.name, rule.hyper, options, rule.clock ? rule.clock(step, memory) : step);
  if (keepsHalfPrecision()) raiseForHalfPrecision(rule.name, rule.hyper, settings);
  return settings;
}

function programOf({ rule, algebra }: Run, { programs }: OptionSet, inputs: Inputs): Program {
  let program = programs.get(rule);
  if (!program) {
    program = traceAt(rule, inputs as Settings<Hyperparameters>, builders[rule.inner ? 'exact' : algebra]());
    programs.set(rule, program);
  }
  return program;
}

function startOfMemory(rule: AnyRule, settings: Settings<Hyperparameters>): Memory {
  const entries = Object.entries(rule.memory ?? {}).map(([name, start]) => [
    name,
    remembered(typeof start === 'function' ? start(settings as never) : start),
  ]);
  return Object.fromEntries(entries);
}

/** The memory is one for all variables, so nothing that it depends on may differ between them. */
function checkMemory(rule: AnyRule, { memoryInputs }: Program, shared: Inputs, own: Inputs): void {
  if (own === shared) return;
  const differs = memoryInputs.find((name) => own[name] !== shared[name]);
  if (differs === undefined) return;
  throw new Error(
    `${rule.name}: ${differs} differs between groups, but the optimizer keeps one number for all variables that depends on it.`,
  );
}
