import { isNumeric } from '../hyperparameters.js';
import type { AnyRule } from '../rule.js';
import { type Operand, type Operation, Value } from '../value.js';
import { type Node, type NodeId, type Output, type Program, planProgram, Rank } from './graph.js';
import { isCondition, wantsCondition } from './operations.js';

/** Grows a graph, node by node; equal nodes are made once. */
class Builder {
  readonly nodes: Node[] = [];
  private readonly known = new Map<string, NodeId>();

  node(node: Node): Symbolic {
    const key = [node.operation, node.operands, node.name, Object.is(node.value, -0) ? '-0' : node.value].join('|');
    let id = this.known.get(key);
    if (id === undefined) {
      id = this.nodes.push(node) - 1;
      this.known.set(key, id);
    }
    return new Symbolic(this, id);
  }

  input(operation: 'tensor' | 'scalar', name: string): Symbolic {
    return this.node({
      operation,
      operands: [],
      name,
      rank: operation === 'tensor' ? Rank.Element : Rank.Step,
      stage: 0,
    });
  }

  constant(value: number): Symbolic {
    return this.node({ operation: 'constant', operands: [], value, rank: Rank.Step, stage: 0 });
  }

  operation(operation: Operation, operands: readonly NodeId[]): Symbolic {
    const given = operands.map((id) => this.nodes[id]);
    given.forEach((operand, place) => {
      if (isCondition(operand.operation) !== wantsCondition(operation, place)) {
        throw new TypeError(
          `${operation} cannot take the result of ${operand.operation}: conditions go into where, logicalAnd, logicalOr and logicalNot, and nothing else does.`,
        );
      }
    });
    const rank = Math.max(...given.map((operand) => operand.rank));
    const stage = Math.max(...given.map((operand) => operand.stage));
    if (operation !== 'sum' && operation !== 'globalSum') return this.node({ operation, operands, rank, stage });
    if (rank !== Rank.Element) throw new TypeError(`${operation} is taken over a tensor's elements, not of a scalar.`);
    return this.node({ operation, operands, rank: operation === 'sum' ? Rank.Variable : Rank.Step, stage: stage + 1 });
  }
}

/** A value that records what is done with it. */
class Symbolic extends Value {
  constructor(
    private readonly builder: Builder,
    readonly id: NodeId,
  ) {
    super();
  }

  protected override apply(operation: Operation, ...operands: Operand[]): Value {
    return this.builder.operation(
      operation,
      operands.map((operand) => this.idOf(operand)),
    );
  }

  protected override constant(value: number): Value {
    return this.builder.constant(value);
  }

  private idOf(operand: Operand): NodeId {
    if (typeof operand === 'number') return this.builder.constant(operand).id;
    if (operand instanceof Symbolic && operand.builder === this.builder) return operand.id;
    throw new TypeError('A rule may combine only numbers and the values it was given.');
  }
}

/**
 * Runs a rule's `update` once on symbols. `fixed` holds its switches and choices; `scalars` names the numbers that
 * `rule.scalars` computes.
 */
export function trace(
  rule: AnyRule,
  fixed: Readonly<Record<string, number | boolean | string>>,
  scalars: readonly string[],
): Program {
  const builder = new Builder();
  const inputs: Record<string, Value | boolean | string> = {};
  for (const name of ['param', 'grad', ...rule.slots]) inputs[name] = builder.input('tensor', name);
  for (const [name, declared] of Object.entries(rule.hyper)) {
    inputs[name] = isNumeric(declared) ? builder.input('scalar', name) : (fixed[name] as boolean | string);
  }
  const memory = Object.keys(rule.memory ?? {});
  for (const name of [...scalars, ...memory, ...(rule.needs ?? [])]) inputs[name] ??= builder.input('scalar', name);

  const results: Record<string, Value> = rule.update(inputs);
  const expected = ['param', ...rule.slots, ...memory];
  for (const name of Object.keys(results)) {
    if (!expected.includes(name))
      throw new Error(`${rule.name}: update returns '${name}'; it may return ${expected.join(', ')}.`);
  }
  const output = (name: string): Output => {
    const value = results[name];
    if (value instanceof Symbolic) return { name, node: value.id };
    throw new Error(`${rule.name}: update must return a Value as '${name}', not ${value}.`);
  };
  const remembered = memory.map(output);
  for (const { name, node } of remembered) {
    if (builder.nodes[node].rank !== Rank.Step) {
      throw new Error(`${rule.name}: memory '${name}' must be one scalar for all variables; use globalSum.`);
    }
  }
  return planProgram(builder.nodes, ['param', ...rule.slots].map(output), remembered);
}
