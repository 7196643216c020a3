import type { Operation } from '../rule/value.js';
import { type NodeId, Scope } from './graph.js';
import { GraphBuilder } from './graph-builder.js';

/**
 * Builds a graph in which scalars meet on the host, in float64, before they meet a tensor: a tensor is multiplied by the
 * reciprocal of a scalar instead of divided by it, and once by two scalars that follow one another. That costs less, and
 * nothing is rounded more often than in the rule as it is written.
 *
 * A scalar that comes of a reduction stays where it is: a norm may be so small that its reciprocal is infinite.
 */
export class SimplifyingGraphBuilder extends GraphBuilder {
  override operation(operation: Operation, operands: readonly NodeId[]): NodeId {
    const [a, b] = operands;
    if (operation === 'div' && this.isTensor(a) && this.isFactor(b)) {
      return this.operation('mul', [a, this.operation('div', [this.constant(1), b])]);
    }
    const outer = operation === 'mul' && this.scaled(operands);
    const inner =
      outer && this.nodes[outer.tensor].operation === 'mul' && this.scaled(this.nodes[outer.tensor].operands);
    if (!inner) return super.operation(operation, operands);
    return this.operation('mul', [inner.tensor, this.operation('mul', [inner.factor, outer.factor])]);
  }

  /** A product of a tensor and a scalar. */
  private scaled([a, b]: readonly NodeId[]): { tensor: NodeId; factor: NodeId } | undefined {
    if (this.isTensor(a) && this.isFactor(b)) return { tensor: a, factor: b };
    return this.isFactor(a) && this.isTensor(b) ? { tensor: b, factor: a } : undefined;
  }

  private isTensor(id: NodeId): boolean {
    return this.nodes[id].scope === Scope.Element;
  }

  private isFactor(id: NodeId): boolean {
    return !this.isTensor(id) && this.nodes[id].stage === 0;
  }
}
