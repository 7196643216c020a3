import type { Settings } from '@optimizer-zoo/schedulers';
import { type AnyRule, type RuleInput, tensorsNeeded } from '../rule/any-rule.js';
import { type Hyperparameters, isNumeric } from '../rule/hyperparameters.js';
import { type Operand, type Operation, Value } from '../rule/value.js';
import { type NodeId, type Output, type Program, planProgram, Scope } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';
import { SimplifyingGraphBuilder } from './simplifying-graph-builder.js';
import { untraced } from './untraced.js';

/** A value that records what is done with it. */
export class Symbolic extends Value {
  constructor(
    private readonly builder: GraphBuilder,
    readonly id: NodeId,
  ) {
    super();
  }

  protected override apply(operation: Operation, ...operands: Operand[]): Value {
    const ids = operands.map((operand) => this.idOf(operand));
    return new Symbolic(this.builder, this.builder.operation(operation, ids));
  }

  override constant(value: number): Value {
    return new Symbolic(this.builder, this.builder.constant(value));
  }

  private idOf(operand: Operand): NodeId {
    if (typeof operand === 'number') return this.builder.constant(operand);
    if (operand instanceof Symbolic && operand.builder === this.builder) return operand.id;
    throw new TypeError('A rule may combine only numbers and the values it was given.');
  }
}

/** What a rule is given, as symbols of a builder; switches and choices as `fixed` holds them. */
export function symbolicInputs(
  rule: AnyRule,
  fixed: Readonly<Record<string, number | boolean | string>>,
  scalars: readonly string[],
  builder: GraphBuilder,
): RuleInput {
  const input = (operation: 'tensor' | 'scalar', name: string, scope = Scope.Step) =>
    new Symbolic(builder, builder.input(operation, name, scope));
  const inputs: Record<string, Value | boolean | string> = {};
  const tensors = ['param', 'grad', ...tensorsNeeded(rule)];
  for (const name of [...tensors, ...rule.slots]) inputs[name] = input('tensor', name, Scope.Element);
  for (const [name, declared] of Object.entries(rule.hyper)) {
    inputs[name] = isNumeric(declared) ? input('scalar', name) : (fixed[name] as boolean | string);
  }
  for (const name of Object.keys(rule.variableState ?? {})) inputs[name] = input('scalar', name, Scope.Variable);
  for (const name of [...Object.keys(rule.globalState ?? {}), ...scalars, ...(rule.needs ?? [])]) {
    inputs[name] ??= input('scalar', name);
  }
  return inputs;
}

/**
 * Runs a rule's `update` once on symbols. `fixed` holds its switches and choices; `scalars` names the numbers that
 * `rule.hostScalars` computes; `builder` decides how the graph is put together.
 */
export function trace(
  rule: AnyRule,
  fixed: Readonly<Record<string, number | boolean | string>>,
  scalars: readonly string[],
  builder: GraphBuilder = new SimplifyingGraphBuilder(),
): Program {
  const results = rule.update(symbolicInputs(rule, fixed, scalars, builder)) as Readonly<Record<string, Symbolic>>;
  const outputs = (names: readonly string[]) => names.map((name): Output => ({ name, node: results[name].id }));
  const { slots, globalState = {}, variableState = {} } = rule;
  return planProgram(
    builder.nodes,
    outputs(['param', ...slots]),
    outputs(Object.keys(globalState)),
    outputs(Object.keys(variableState)),
  );
}

/** The names of the numbers that a rule computes on the host. */
export const hostScalarNames = (rule: AnyRule, settings: Settings<Hyperparameters>): string[] =>
  Object.keys(rule.hostScalars?.(settings, 1, {}) ?? {});

/** Traces a rule with the switches and choices of `settings`. */
export const traceAt = (rule: AnyRule, settings: Settings<Hyperparameters>, builder?: GraphBuilder): Program =>
  rule.slotShapes ? untraced(rule) : trace(rule, settings, hostScalarNames(rule, settings), builder);
