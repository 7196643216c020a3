import type { Operation } from '../rule/value.js';
import { isGlobal, isReduction } from './folds.js';
import { type Node, type NodeId, Scope } from './graph.js';

/** Grows a graph, node by node; equal nodes are made once. */
export class GraphBuilder {
  readonly nodes: Node[] = [];
  private readonly known = new Map<string, NodeId>();

  input(operation: 'tensor' | 'scalar', name: string, scope: Scope): NodeId {
    return this.add({ operation, operands: [], name, scope, stage: 0 });
  }

  constant(value: number): NodeId {
    return this.add({ operation: 'constant', operands: [], value, scope: Scope.Step, stage: 0 });
  }

  operation(operation: Operation, operands: readonly NodeId[]): NodeId {
    const given = operands.map((id) => this.nodes[id]);
    const scope = Math.max(...given.map((operand) => operand.scope));
    const stage = Math.max(...given.map((operand) => operand.stage));
    if (!isReduction(operation)) return this.add({ operation, operands, scope, stage });
    return this.add({
      operation,
      operands,
      scope: isGlobal(operation) ? Scope.Step : Scope.Variable,
      stage: stage + 1,
    });
  }

  private add(node: Node): NodeId {
    const key = [node.operation, node.operands, node.name, Object.is(node.value, -0) ? '-0' : node.value].join('|');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const id = this.nodes.push(node) - 1;
    this.known.set(key, id);
    return id;
  }
}
