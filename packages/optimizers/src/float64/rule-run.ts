import { checkGlobalState } from '../optimizer/check-groups.js';
import type { Groups } from '../optimizer/groups.js';
import type { Named, OneMatchOf } from '../optimizer/match.js';
import { type AnyRule, startOf, stateScalars, tensorsNeeded } from '../rule/any-rule.js';
import { type OptionValue, settingsAt } from '../rule/hyperparameters.js';
import { inFloat64, type Scalars } from '../rule/scalars.js';
import { loadObservers, saveObservers } from './observers.js';
import { type Beginning, type Measuring, type Stepper, type StepperState, saved, savedAll } from './optimizer.js';
import { curvatureOf, type LayOut, layOut, type Programs, type RunningProgram } from './rule-programs.js';
import { checkMeant, type Segment, segmentsOf } from './segments.js';

/** A rule with its settings. */
export interface RuleSettings {
  readonly rule: AnyRule;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly groups: Groups<Named>;
  readonly frozen: readonly OneMatchOf<Named>[];
  readonly curvature?: Measuring;
  /** Of a rule on tensors: how its run works. */
  readonly layOut?: LayOut;
}

/** A rule at work: its parameters, gradient and slots lie in one memory, where its programs change them. */
export class RuleRun implements Stepper {
  readonly x: Float64Array;
  readonly mayRest: boolean;
  private readonly rule: AnyRule;
  private readonly names: readonly string[];
  private readonly arrays: readonly Float64Array[];
  private readonly segments: readonly Segment[];
  private readonly programs: Programs;
  private readonly curvature?: Measuring;
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
    this.mayRest = rule.accumulates === true;
    checkMeant(rule.name, layout, [...groups.given.map(({ match }) => match), ...frozen]);
    this.segments = segmentsOf(layout, groups, frozen);
    if (this.segments.length === 0)
      throw new Error(`${rule.name}: every parameter is frozen, so nothing can be minimised.`);
    const needed = tensorsNeeded(rule);
    if (needed.length > 0) this.curvature = curvatureOf(rule, measured, at);
    this.names = ['param', 'grad', 'point', ...rule.slots, ...needed];
    const { programs, arrays } = (optimizer.layOut ?? layOut)(rule, this.segments, this.names, layout);
    this.programs = programs;
    this.arrays = arrays;
    this.x = this.array('param');
    this.x.set(start);
    this.begin();
  }

  /** First slots and scalars. */
  private begin(): void {
    const { rule, optimizer } = this;
    const settings = settingsAt(rule.name, rule.hyper, optimizer.options, 1);
    this.first = startOf(rule.globalState, settings, inFloat64);
    for (const segment of this.segments) {
      const own = settingsAt(rule.name, rule.hyper, segment.set.options, 1);
      segment.scalars = startOf(rule.variableState, own, inFloat64);
    }
    for (const program of this.programs.initial) program.run(this.progress);
  }

  gradient(): Float64Array {
    const gradient = this.array('grad');
    if (this.isMeasured) return gradient;
    const { rule, at, steps } = this;
    at.evaluator.step = steps + 1;
    const point = steps > 0 && this.programs.gradientAt.length > 0 ? this.moved(this.programs.gradientAt) : this.x;
    at.evaluator.gradient(point, gradient);
    if (rule.needs?.includes('loss')) this.loss = at.evaluator.value(point);
    if (this.curvature?.isMeasured(steps + 1, at.seed)) {
      const into = tensorsNeeded(rule).map((name) => this.array(name));
      this.curvature.measure(steps + 1, { ...at, x: point, variables: this.segments }, ...into);
    }
    this.isMeasured = true;
    return gradient;
  }

  step(): undefined {
    this.gradient();
    const { programs, curvature, steps, progress, at } = this;
    const all = curvature && !curvature.isMeasured(steps + 1, at.seed) ? programs.lacking : programs.full;
    for (const program of all) this.globalState = program.run(progress);
    at.bounds?.project(this.x);
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

  /** The parameters where a rule wants them, aside, within their bounds; those that are frozen stay. */
  private moved(programs: readonly RunningProgram[]): Float64Array {
    const point = this.array('point');
    point.set(this.x);
    const { progress } = this;
    for (const program of programs) program.run(progress);
    return this.at.bounds?.project(point) ?? point;
  }

  private get progress() {
    const { steps, globalState, first, loss } = this;
    return { step: steps + 1, globalState, before: globalState ?? first, evaluated: { loss } };
  }

  /** What is one for all variables may not depend on what differs between them. */
  private checkGroups(all: readonly RunningProgram[]): void {
    if (this.optimizer.groups.given.length === 0 || !this.rule.globalState) return;
    const [first] = all;
    const shared = first.inputsOf(0);
    for (const run of all) {
      for (let index = 0; index < run.count; index++)
        checkGlobalState(this.rule, run.program, shared, run.inputsOf(index));
    }
  }
}
