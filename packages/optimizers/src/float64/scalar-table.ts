import type { Settings } from '@optimizer-zoo/schedulers';
import { evaluateScalars, type NodeId, type Output, type Program } from '../kernels/graph.js';
import type { AnyRule } from '../rule/any-rule.js';
import { type Hyperparameters, settingsAt } from '../rule/hyperparameters.js';
import type { Scalars } from '../rule/scalars.js';
import type { Segment } from './segments.js';

/** What a step depends on, beside its settings. */
export interface StepProgress {
  readonly step: number;
  /** Undefined before the first step. */
  readonly globalState: Scalars | undefined;
  /** The same, or where it starts. */
  readonly before: Scalars;
  /** Numbers that were evaluated beside the gradient. */
  readonly evaluated: Scalars;
}

/** One segment's scalars: a number for each node. Those that no step changes are computed once. */
export class ScalarTable {
  private readonly settings: Settings<Hyperparameters>;
  private readonly scheduled: readonly Output[];
  private readonly ofSegment: readonly Output[];
  private readonly ofState: readonly Output[];
  private readonly evaluated: readonly Output[];
  private readonly computed: readonly Output[];
  /** Whether a schedule is among the hyperparameters, which host scalars may depend on. */
  private readonly isScheduled: boolean;
  private readonly stages: readonly (readonly NodeId[])[];

  constructor(
    private readonly rule: AnyRule,
    private readonly program: Program,
    private readonly segment: Segment,
    private readonly table: Float64Array,
  ) {
    const { inputs, constants, passes, nodes } = program;
    const { options } = segment.set;
    table.set(constants);
    this.settings = settingsAt(rule.name, rule.hyper, options, 1);
    const among = (names: object = {}) => inputs.filter(({ name }) => Object.hasOwn(names, name));
    const hyper = among(rule.hyper);
    this.scheduled = hyper.filter(({ name }) => typeof options[name] === 'function');
    this.isScheduled = Object.keys(rule.hyper).some((name) => typeof options[name] === 'function');
    this.ofSegment = among(rule.variableState);
    this.ofState = among(rule.globalState);
    this.evaluated = inputs.filter(({ name }) => rule.needs?.some((need) => need === name));
    const given = new Set([...hyper, ...this.ofSegment, ...this.ofState, ...this.evaluated]);
    this.computed = inputs.filter((input) => !given.has(input));
    for (const { name, node } of hyper) table[node] = this.settings[name] as number;
    const fixed = new Set(hyper.filter((input) => !this.scheduled.includes(input)).map(({ node }) => node));
    for (const [id, { operation }] of nodes.entries()) if (operation === 'constant') fixed.add(id);
    for (const { scalars } of passes) {
      for (const id of scalars) if (nodes[id].operands.every((operand) => fixed.has(operand))) fixed.add(id);
    }
    const all = passes.map(({ scalars }) => scalars);
    evaluateScalars(
      nodes,
      all.flat().filter((id) => fixed.has(id)),
      table,
    );
    this.stages = all.map((scalars) => scalars.filter((id) => !fixed.has(id)));
  }

  /** Hyperparameters, state, what was evaluated, and host scalars of a step. */
  write({ step, globalState, before, evaluated }: StepProgress): void {
    const { rule, table } = this;
    const { scalars } = this.segment;
    for (const { name, node } of this.ofSegment) table[node] = scalars[name];
    for (const { name, node } of this.ofState) table[node] = before[name];
    for (const { name, node } of this.evaluated) table[node] = evaluated[name];
    let { settings } = this;
    if (this.isScheduled) {
      const clock = rule.clock ? rule.clock(step, globalState ?? {}) : step;
      settings = settingsAt(rule.name, rule.hyper, this.segment.set.options, clock);
      for (const { name, node } of this.scheduled) table[node] = settings[name] as number;
    }
    if (this.computed.length === 0) return;
    const kept = rule.variableState ? { ...globalState, ...scalars } : (globalState ?? {});
    const computed = rule.hostScalars!(settings, step, kept);
    for (const { name, node } of this.computed) table[node] = computed[name];
  }

  /** What comes before the pass of a stage. */
  compute(stage: number): void {
    const { [stage]: scalars } = this.stages;
    if (scalars.length > 0) evaluateScalars(this.program.nodes, scalars, this.table);
  }
}
