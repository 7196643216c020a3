import type { Operation } from '../rule/value.js';
import { type NodeId, Scope } from './graph.js';
import { GraphBuilder } from './graph-builder.js';

/**
 * Builds a graph that costs less and differs in the last bits: a tensor is multiplied by the reciprocal of a scalar
 * instead of divided by it, and scalars that follow one another are multiplied on the host. Either is done once on any
 * way through the graph, so that roundings do not add up: a step differs from the exact one by at most two units in the
 * last place of the larger of the old and the new number, or of those that it is a mean of.
 */
export class FastGraphBuilder extends GraphBuilder {
  /** Tensors that are already rounded otherwise than in the exact graph. */
  private readonly inexact = new Set<NodeId>();

  override operation(operation: Operation, operands: readonly NodeId[]): NodeId {
    const id = this.cheaper(operation, operands) ?? super.operation(operation, operands);
    if (operands.some((operand) => this.inexact.has(operand))) this.inexact.add(id);
    return id;
  }

  private cheaper(operation: Operation, [a, b]: readonly NodeId[]): NodeId | undefined {
    if (operation === 'div' && this.isTensor(a) && !this.isTensor(b)) {
      return this.scale(a, () => this.operation('div', [this.constant(1), b]));
    }
    if (operation === 'mul' && this.isTensor(a) !== this.isTensor(b)) {
      const [product, scalar] = this.isTensor(a) ? [a, b] : [b, a];
      const { tensor, factor } = this.scaled(product) ?? {};
      if (tensor !== undefined) return this.scale(tensor, () => this.operation('mul', [factor!, scalar]));
    }
    return undefined;
  }

  private scale(tensor: NodeId, scalar: () => NodeId): NodeId | undefined {
    if (this.inexact.has(tensor)) return undefined;
    const id = super.operation('mul', [tensor, scalar()]);
    this.inexact.add(id);
    return id;
  }

  /** The parts of a tensor that is another one times a scalar. */
  private scaled(id: NodeId): { tensor: NodeId; factor: NodeId } | undefined {
    const { operation, operands } = this.nodes[id];
    if (operation !== 'mul') return undefined;
    const [tensor, factor] = this.isTensor(operands[0]) ? operands : [operands[1], operands[0]];
    return this.isTensor(factor) ? undefined : { tensor, factor };
  }

  private isTensor(id: NodeId): boolean {
    return this.nodes[id].scope === Scope.Element;
  }
}
