import type { Settings } from '@optimizer-zoo/schedulers';
import { type AnyRule, type RuleInput, tensorsNeeded } from '../rule/any-rule.js';
import { type Hyperparameters, isNumeric } from '../rule/hyperparameters.js';
import { type Operand, type Operation, Value } from '../rule/value.js';
import { type NodeId, type Output, type Program, planProgram, Scope } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';
import { isCondition } from './operations.js';
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
    if (name in inputs && !tensors.includes(name))
      throw new Error(`${rule.name}: '${name}' names two things; rename the scalar.`);
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
  const globalState = Object.keys(rule.globalState ?? {});
  const variableState = Object.keys(rule.variableState ?? {});
  const results: Record<string, Value> = rule.update(symbolicInputs(rule, fixed, scalars, builder));
  const expected = ['param', ...rule.slots, ...globalState, ...variableState];
  for (const name of Object.keys(results)) {
    if (!expected.includes(name))
      throw new Error(`${rule.name}: update returns '${name}'; it may return ${expected.join(', ')}.`);
  }
  const output = (name: string): Output => {
    const value = results[name];
    if (value instanceof Symbolic && !isCondition(builder.nodes[value.id].operation)) return { name, node: value.id };
    if (value instanceof Symbolic) throw new Error(`${rule.name}: update returns a condition as '${name}'; use where.`);
    throw new Error(`${rule.name}: update must return a Value as '${name}', not ${value}.`);
  };
  const scalar = (name: string, scope: Scope, what: string): Output => {
    const result = output(name);
    if (builder.nodes[result.node].scope <= scope) return result;
    throw new Error(`${rule.name}: ${what}.`);
  };
  return planProgram(
    builder.nodes,
    ['param', ...rule.slots].map(output),
    globalState.map((name) =>
      scalar(name, Scope.Step, `memory '${name}' must be one scalar for all variables; use globalSum`),
    ),
    variableState.map((name) =>
      scalar(name, Scope.Variable, `scalar slot '${name}' must be one scalar for a variable; use sum`),
    ),
  );
}

/** Traces a rule with the switches and choices of `settings`. */
export const traceAt = (rule: AnyRule, settings: Settings<Hyperparameters>, builder?: GraphBuilder): Program =>
  rule.slotShapes
    ? untraced(rule)
    : trace(rule, settings, Object.keys(rule.hostScalars?.(settings, 1, {}) ?? {}), builder);
