import { type Operand, type Operation, type Reduction, Value } from '../rule/value.js';
import { isGlobal, isReduction } from './folds.js';
import { type Elementwise, onNumbers } from './operations.js';

/** What operations are on one kind of tensors. */
export interface PartOperations<T> {
  readonly elementwise: Readonly<Record<Elementwise, (...operands: (T | number)[]) => T>>;
  readonly reduced: (reduction: Reduction, part: T) => number;
}

/** A value on real tensors: one part for each variable of the step, so that `globalSum` can see them all. */
export class ValueOfParts<T> extends Value {
  constructor(
    override readonly parts: readonly (T | number)[],
    private readonly on: PartOperations<T>,
  ) {
    super();
  }

  override apply(operation: Operation, ...operands: Operand[]): ValueOfParts<T> {
    const { parts, on } = this;
    if (isReduction(operation)) {
      const results = parts.map((part) => {
        if (typeof part === 'number')
          throw new TypeError(`${operation} is taken over a tensor's elements, not of a scalar.`);
        return on.reduced(operation, part);
      });
      return isGlobal(operation) ? this.constant(results.reduce((a, b) => a + b, 0)) : this.of(results);
    }
    return this.of(
      parts.map((_, index) => {
        const own = operands.map((operand) =>
          operand instanceof ValueOfParts ? operand.parts[index] : (operand as number),
        );
        const scalar = own.every((part): part is number => typeof part === 'number');
        return scalar ? onNumbers[operation](...(own as number[])) : on.elementwise[operation](...own);
      }),
    );
  }

  override constant(value: number): ValueOfParts<T> {
    return this.of(this.parts.map(() => value));
  }

  override of(parts: readonly unknown[]): ValueOfParts<T> {
    return new ValueOfParts(parts as readonly (T | number)[], this.on);
  }
}
