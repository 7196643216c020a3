import type { Operation } from '../value.js';
import { type NodeId, Rank } from './graph.js';
import { GraphBuilder } from './graph-builder.js';

/**
 * Builds a graph that costs less and differs in the last bits: a tensor is multiplied by the reciprocal of a scalar
 * instead of divided by it, and scalars that follow one another are multiplied on the host. Each takes the place of
 * one or two roundings by others, so a result differs from the exact one by at most two units in the last place.
 */
export class FastGraphBuilder extends GraphBuilder {
  override operation(operation: Operation, operands: readonly NodeId[]): NodeId {
    const [a, b] = operands;
    if (operation === 'div' && this.isTensor(a) && !this.isTensor(b)) {
      return this.operation('mul', [a, this.operation('div', [this.constant(1), b])]);
    }
    if (operation === 'mul' && this.isTensor(a) !== this.isTensor(b)) {
      const [tensor, scalar] = this.isTensor(a) ? [a, b] : [b, a];
      const inner = this.scaled(tensor);
      if (inner) return super.operation('mul', [inner.tensor, this.operation('mul', [inner.scalar, scalar])]);
    }
    return super.operation(operation, operands);
  }

  /** The parts of a tensor that is another one times a scalar. */
  private scaled(id: NodeId): { tensor: NodeId; scalar: NodeId } | undefined {
    const { operation, operands } = this.nodes[id];
    if (operation !== 'mul') return undefined;
    const [tensor, scalar] = this.isTensor(operands[0]) ? operands : [operands[1], operands[0]];
    return this.isTensor(scalar) ? undefined : { tensor, scalar };
  }

  private isTensor(id: NodeId): boolean {
    return this.nodes[id].rank === Rank.Element;
  }
}
