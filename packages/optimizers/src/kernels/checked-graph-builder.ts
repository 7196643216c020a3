import type { Operation } from '../rule/value.js';
import { isReduction } from './folds.js';
import { type NodeId, Scope } from './graph.js';
import { GraphBuilder } from './graph-builder.js';
import { isCondition, wantsCondition } from './operations.js';

/** Refuses operations without a meaning. */
export class CheckedGraphBuilder extends GraphBuilder {
  override operation(operation: Operation, operands: readonly NodeId[]): NodeId {
    const given = operands.map((id) => this.nodes[id]);
    given.forEach((operand, place) => {
      if (isCondition(operand.operation) === wantsCondition(operation, place)) return;
      throw new TypeError(
        `${operation} cannot take the result of ${operand.operation}: conditions go into where, logicalAnd, logicalOr and logicalNot, and nothing else does.`,
      );
    });
    if (isReduction(operation) && given[0].scope !== Scope.Element) {
      throw new TypeError(`${operation} is taken over a tensor's elements, not of a scalar.`);
    }
    return super.operation(operation, operands);
  }
}
