import type { Settings } from '@optimizer-zoo/schedulers';
import { type NodeId, Scope } from '../kernels/graph.js';
import type { GraphBuilder } from '../kernels/graph-builder.js';
import { type Elementwise, onNumbers } from '../kernels/operations.js';
import { Symbolic } from '../kernels/trace.js';
import { type AnyRule, type RuleInput, stateScalars } from '../rule/any-rule.js';
import { Computed } from '../rule/host-scalars.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';

/** A number that a rule computes on the host at each step. */
export interface HostScalar {
  readonly name: string;
  /** What it is, where the words of `rule/host-scalars.ts` say so. */
  readonly node?: NodeId;
  /** Where they do not: what it depends on, if that is known: names of inputs, of other host scalars, and 'step'. */
  readonly of: readonly string[];
}

/**
 * The rule's host scalars, which are added to the graph that `builder` grows.
 *
 * @param inputs the rule's inputs as symbols of this graph.
 */
export function hostScalars(
  rule: AnyRule,
  settings: Settings<Hyperparameters>,
  builder: GraphBuilder,
  inputs: RuleInput,
): HostScalar[] {
  const numbers = rule.hostScalars?.(settings, 1, {});
  if (!numbers) return [];
  const step = new Symbolic(builder, builder.input('scalar', 'step', Scope.Step));
  const said = onSymbols(rule, inputs, step);
  const order = [...Object.keys(rule.hyper), ...stateScalars(rule), ...Object.keys(numbers), 'step'];
  return Object.keys(numbers).map((name) => {
    const value = said[name];
    if (value instanceof Computed) {
      const of = namesIn(value, said, builder);
      return { name, of: order.filter((other) => of.includes(other)) };
    }
    const node = value instanceof Symbolic ? value.id : typeof value === 'number' ? builder.constant(value) : undefined;
    return node !== undefined && isSo(node, name, rule, settings, builder) ? { name, node, of: [] } : { name, of: [] };
  });
}

/** What the rule says of symbols: nothing if it is written otherwise than in words, as a symbol is no number. */
function onSymbols(rule: AnyRule, inputs: RuleInput, step: Symbolic): Readonly<Record<string, unknown>> {
  try {
    return rule.hostScalars!(inputs as never, step as never, inputs as never);
  } catch (error) {
    if (error instanceof TypeError) return {};
    throw error;
  }
}

/** What a number is computed from, by name; what has none itself by what it is computed from. */
function namesIn(value: unknown, said: Readonly<Record<string, unknown>>, builder: GraphBuilder): string[] {
  const parts = value instanceof Computed ? value.of : [];
  return parts.flatMap((part) => {
    const known = Object.keys(said).find((name) => part instanceof Computed && said[name] === part);
    if (known !== undefined) return [known];
    return part instanceof Symbolic ? inputsOf(part.id, builder) : namesIn(part, said, builder);
  });
}

function inputsOf(id: NodeId, builder: GraphBuilder): string[] {
  const { name, operands } = builder.nodes[id];
  return name === undefined ? operands.flatMap((operand) => inputsOf(operand, builder)) : [name];
}

/** A symbol answers `step === 1` like any other object: what is written so is found out by its numbers. */
function isSo(
  node: NodeId,
  name: string,
  rule: AnyRule,
  settings: Settings<Hyperparameters>,
  { nodes }: GraphBuilder,
): boolean {
  const valueAt = (id: NodeId, step: number): number => {
    const { operation, operands, name: input, value } = nodes[id];
    if (operation === 'constant') return value!;
    if (operation === 'scalar') return input === 'step' ? step : Number(settings[input!] ?? 0);
    return onNumbers[operation as Elementwise](...operands.map((operand) => valueAt(operand, step)));
  };
  return [1, 2, 7].every((step) => {
    const [said, is] = [valueAt(node, step), rule.hostScalars!(settings, step, {})[name]];
    return Object.is(said, is) || Math.abs(said - is) <= 1e-12 * (1 + Math.abs(is));
  });
}
