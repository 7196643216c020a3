import { memoryOf } from '../kernels/float64-kernels.js';
import type { Arrays } from '../kernels/float64-module.js';
import { checkGlobalState, checkPrograms } from '../optimizer/check-groups.js';
import type { Groups } from '../optimizer/groups.js';
import type { Named, OneMatchOf } from '../optimizer/match.js';
import { moverTo } from '../optimizer/mover.js';
import { type AnyRule, ruleGiven, startOf, stateScalars, tensorsNeeded } from '../rule/any-rule.js';
import { derived } from '../rule/derived.js';
import { type OptionValue, settingsAt } from '../rule/hyperparameters.js';
import { inFloat64, type Scalars } from '../rule/scalars.js';
import type { Operand, Value } from '../rule/value.js';
import { loadObservers, saveObservers } from './observers.js';
import { type Beginning, type Curvature, type Stepper, type StepperState, saved, savedAll } from './optimizer.js';
import { type Place, type Planned, ProgramRun, planRule, tableBytes } from './program-run.js';
import { checkMeant, type Segment, segmentsOf } from './segments.js';

/** Multiples of it keep vectors whole. */
const alignment = 16;
const aligned = (bytes: number) => Math.ceil(bytes / alignment) * alignment;

/** A rule with its settings. */
export interface RuleSettings {
  readonly rule: AnyRule;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly groups: Groups<Named>;
  readonly frozen: readonly OneMatchOf<Named>[];
  readonly curvature?: Curvature;
}

/** The kinds of programs of a run: steps with all that a rule needs, or without what is not measured; moves; first slots. */
interface Programs {
  readonly full: readonly ProgramRun[];
  readonly lacking: readonly ProgramRun[];
  readonly gradientAt: readonly ProgramRun[];
  readonly evaluateAt: readonly ProgramRun[];
}

/** A rule at work: its parameters, gradient and slots lie in one memory, where its programs change them. */
export class RuleRun implements Stepper {
  readonly x: Float64Array;
  readonly accumulates: boolean;
  private readonly rule: AnyRule;
  private readonly names: readonly string[];
  private readonly arrays: readonly Float64Array[];
  private readonly segments: readonly Segment[];
  private readonly programs: Programs;
  private readonly curvature?: Curvature;
  private steps = 0;
  private globalState?: Scalars;
  private first: Scalars = {};
  private loss = Number.NaN;
  private isMeasured = false;

  constructor(
    private readonly optimizer: RuleSettings,
    private readonly at: Beginning,
  ) {
    const { rule, groups, frozen, curvature: measured } = optimizer;
    const { layout, start } = at;
    this.rule = rule;
    this.accumulates = rule.accumulates === true;
    checkMeant(rule.name, layout, [...groups.given.map(({ match }) => match), ...frozen]);
    this.segments = segmentsOf(layout, groups, frozen);
    if (this.segments.length === 0)
      throw new Error(`${rule.name}: every parameter is frozen, so nothing can be minimised.`);
    const needed = tensorsNeeded(rule);
    for (const name of needed) {
      if (name !== 'hessianDiagonal')
        throw new Error(`${rule.name} needs ${name}, which is not measured on plain arrays.`);
    }
    if (needed.length > 0) this.curvature = curvatureOf(rule.name, measured, at);
    this.names = ['param', 'grad', 'point', ...rule.slots, ...needed];
    const { programs, place, initial } = this.planned(layout.size);
    this.programs = programs;
    this.arrays = this.names.map(
      (_, k) => new Float64Array(place.memory.buffer, place.base + place.stride * k, layout.size),
    );
    this.x = this.array('param');
    this.x.set(start);
    this.begin(initial);
  }

  /** Plans all programs, then lays out the memory, then makes them. */
  private planned(size: number) {
    const { rule, segments, names } = this;
    const plan = (one: AnyRule | undefined) => (one ? planRule(one, segments) : []);
    const lacking = ruleGiven(rule, []);
    const plans = {
      full: plan(rule),
      lacking: plan(lacking === rule ? undefined : lacking),
      gradientAt: plan(moverTo('gradientAt', rule)),
      evaluateAt: plan(moverTo('evaluateAt', rule)),
      initial: plan(firstSlots(rule)),
    };
    checkPrograms(
      rule,
      plans.full.map(({ program }) => program),
    );
    const base = aligned(
      Object.values(plans)
        .flat()
        .reduce((sum, one) => sum + tableBytes(one), 0),
    );
    const stride = aligned(8 * size);
    const place: Place = { memory: memoryOf(base + stride * names.length), base, stride };
    const numbered = (name: string) => names.indexOf(name);
    const inPlace: Arrays = { read: numbered, write: numbered };
    const aside: Arrays = { read: numbered, write: () => numbered('point') };
    let tables = 0;
    const make = (all: readonly Planned[], arrays: Arrays) =>
      all.map((one) => {
        const run = new ProgramRun(one, arrays, place, tables);
        tables += tableBytes(one);
        return run;
      });
    const programs: Programs = {
      full: make(plans.full, inPlace),
      lacking: make(plans.lacking, inPlace),
      gradientAt: make(plans.gradientAt, aside),
      evaluateAt: make(plans.evaluateAt, aside),
    };
    return { programs, place, initial: make(plans.initial, inPlace) };
  }

  /** First slots and scalars. */
  private begin(initial: readonly ProgramRun[]): void {
    const { rule, optimizer } = this;
    const settings = settingsAt(rule.name, rule.hyper, optimizer.options, 1);
    this.first = startOf(rule.globalState, settings, inFloat64);
    for (const segment of this.segments) {
      const own = settingsAt(rule.name, rule.hyper, segment.set.options, 1);
      segment.scalars = startOf(rule.variableState, own, inFloat64);
    }
    for (const program of initial) program.run(this.progress);
  }

  gradient(): Float64Array {
    const gradient = this.array('grad');
    if (this.isMeasured) return gradient;
    const { rule, at, steps } = this;
    at.evaluator.step = steps + 1;
    const point = steps > 0 && this.programs.gradientAt.length > 0 ? this.moved(this.programs.gradientAt) : this.x;
    at.evaluator.gradient(point, gradient);
    if (rule.needs?.includes('loss')) this.loss = at.evaluator.value(point);
    if (this.curvature?.isMeasured(steps + 1)) {
      this.curvature.measure(steps + 1, { ...at, x: point }, this.array('hessianDiagonal'));
    }
    this.isMeasured = true;
    return gradient;
  }

  step(): undefined {
    this.gradient();
    const { programs, curvature, steps, progress } = this;
    const all = curvature && !curvature.isMeasured(steps + 1) ? programs.lacking : programs.full;
    for (const program of all) this.globalState = program.run(progress);
    this.checkGroups(all);
    this.steps++;
    this.isMeasured = false;
  }

  result(): Float64Array {
    const { evaluateAt } = this.programs;
    return this.steps > 0 && evaluateAt.length > 0 ? this.moved(evaluateAt) : this.x;
  }

  save(): StepperState {
    const { rule, names, arrays, steps, segments, globalState = {} } = this;
    const slots = rule.slots.map((name) => [name, savedAll(arrays[names.indexOf(name)])]);
    const own = segments.flatMap(({ name, scalars }) =>
      Object.entries(scalars).map(([key, value]) => [`${name}/${key}`, saved(value)]),
    );
    const common = Object.entries(globalState).map(([key, value]) => [key, saved(value)]);
    return {
      steps,
      x: savedAll(this.x),
      slots: Object.fromEntries(slots),
      scalars: Object.fromEntries([...common, ...own]),
      ...saveObservers(this.optimizer.options),
    };
  }

  load({ steps, x, slots, scalars, observers }: StepperState): void {
    const { rule, segments } = this;
    const fill = (array: Float64Array, numbers: readonly unknown[] = []) => {
      if (numbers.length !== array.length) {
        throw new Error(`${rule.name}: the state is of ${numbers.length} parameters, but there are ${array.length}.`);
      }
      array.set(numbers.map(Number));
    };
    fill(this.x, x);
    for (const name of rule.slots) fill(this.array(name), slots[name]);
    const read = (key: string) => {
      if (key in scalars) return Number(scalars[key]);
      throw new Error(`${rule.name}: the state has no '${key}'; it is of other groups, or of another optimizer.`);
    };
    const names = stateScalars({ globalState: rule.globalState });
    if (steps > 0) this.globalState = Object.fromEntries(names.map((name) => [name, read(name)]));
    for (const segment of segments) {
      const keys = Object.keys(rule.variableState ?? {});
      segment.scalars = Object.fromEntries(keys.map((key) => [key, read(`${segment.name}/${key}`)]));
    }
    loadObservers(this.optimizer.options, observers);
    this.steps = steps;
    this.isMeasured = false;
  }

  private array(name: string): Float64Array {
    return this.arrays[this.names.indexOf(name)];
  }

  /** The parameters where a rule wants them, aside; those that are frozen stay. */
  private moved(programs: readonly ProgramRun[]): Float64Array {
    const point = this.array('point');
    point.set(this.x);
    const { progress } = this;
    for (const program of programs) program.run(progress);
    return point;
  }

  private get progress() {
    const { steps, globalState, first, loss } = this;
    return { step: steps + 1, globalState, before: globalState ?? first, evaluated: { loss } };
  }

  /** What is one for all variables may not depend on what differs between them. */
  private checkGroups(all: readonly ProgramRun[]): void {
    if (this.optimizer.groups.given.length === 0 || !this.rule.globalState) return;
    const [first] = all;
    const shared = first.inputsOf(0);
    for (const run of all) {
      for (let index = 0; index < run.count; index++)
        checkGlobalState(this.rule, run.program, shared, run.inputsOf(index));
    }
  }
}

/** How a rule that needs it has the diagonal of the Hessian measured: by the objective if it can, else as an option or its factory says. */
function curvatureOf(owner: string, given: Curvature | undefined, { evaluator }: Beginning): Curvature {
  if (given && !(given.isDefault && evaluator.has('hessianDiagonal'))) return given;
  if (!evaluator.has('hessianDiagonal')) {
    throw new Error(`${owner} needs the diagonal of the Hessian: give hessianDiagonal beside the gradient.`);
  }
  return { isMeasured: () => true, measure: (_, { x }, into) => evaluator.hessianDiagonal(x, into) };
}

/** The rule that gives slots their first values; undefined if they are zeros. */
function firstSlots(rule: AnyRule): AnyRule | undefined {
  if (!rule.initial) return undefined;
  return derived(rule, 'first slots', () => ({
    ...rule,
    needs: [],
    globalState: undefined,
    variableState: undefined,
    hostScalars: undefined,
    update: ({ param }) => {
      const x = param as Value;
      const given = rule.initial!({ param: x });
      const first = (slot: string) => given[slot] ?? 0;
      const value = (operand: Operand) => (typeof operand === 'number' ? x.constant(operand) : operand);
      return { param: x, ...Object.fromEntries(rule.slots.map((slot) => [slot, value(first(slot))])) };
    },
  }));
}
