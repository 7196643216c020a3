/** What a rule's arithmetic is made of. Each interpreter (eager, tracing) gives them one meaning. */
export type Operation =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'abs'
  | 'square'
  | 'sqrt'
  | 'pow'
  | 'greater'
  | 'greaterEqual'
  | 'less'
  | 'lessEqual'
  | 'equal'
  | 'logicalAnd'
  | 'logicalOr'
  | 'logicalNot'
  | 'where'
  | Reduction;

/** Operations that make a scalar of a tensor's elements. */
export type Reduction = 'sum' | 'globalSum' | 'sumOfSquares' | 'globalSumOfSquares' | 'max';

export type Operand = Value | number;

/**
 * A quantity in a rule: a tensor, or a scalar such as a hyperparameter. Opaque: the same lines run on tensors and on
 * symbols. Method names are those of tf's chained ops. Arithmetic between scalars is done in float64 on the host,
 * everything that touches a tensor in float32.
 */
export abstract class Value {
  /** What it is for each variable of the step, where it is on tensors: symbols have nothing to give. */
  declare readonly parts?: readonly unknown[];
  /** Another value, of such parts. */
  of?(parts: readonly unknown[]): Value;

  /** Meaning of one operation; `operands` are in the order they are written. */
  protected abstract apply(operation: Operation, ...operands: Operand[]): Value;

  add(other: Operand): Value {
    return this.apply('add', this, other);
  }
  sub(other: Operand): Value {
    return this.apply('sub', this, other);
  }
  mul(other: Operand): Value {
    return this.apply('mul', this, other);
  }
  div(other: Operand): Value {
    return this.apply('div', this, other);
  }
  neg(): Value {
    return this.apply('neg', this);
  }
  abs(): Value {
    return this.apply('abs', this);
  }
  square(): Value {
    return this.apply('square', this);
  }
  sqrt(): Value {
    return this.apply('sqrt', this);
  }
  /** this ** exponent. On tensors this op has no fused form: a rule that uses it runs eagerly. */
  pow(exponent: Operand): Value {
    return this.apply('pow', this, exponent);
  }

  greater(other: Operand): Value {
    return this.apply('greater', this, other);
  }
  greaterEqual(other: Operand): Value {
    return this.apply('greaterEqual', this, other);
  }
  less(other: Operand): Value {
    return this.apply('less', this, other);
  }
  lessEqual(other: Operand): Value {
    return this.apply('lessEqual', this, other);
  }
  equal(other: Operand): Value {
    return this.apply('equal', this, other);
  }
  logicalAnd(other: Value): Value {
    return this.apply('logicalAnd', this, other);
  }
  logicalOr(other: Value): Value {
    return this.apply('logicalOr', this, other);
  }
  logicalNot(): Value {
    return this.apply('logicalNot', this);
  }
  /** This value where `condition` holds, `other` elsewhere (tf's `x.where(condition, other)`). */
  where(condition: Value, other: Operand): Value {
    return this.apply('where', condition, this, other);
  }

  /** Sum over the elements of this variable, in float64: a scalar. */
  sum(): Value {
    return this.apply('sum', this);
  }
  /** Sum over the elements of all variables of the step, in float64: a scalar. */
  globalSum(): Value {
    return this.apply('globalSum', this);
  }

  /** Σ x² over the elements of this variable: squared in float64, where no square is too large or too small. */
  sumOfSquares(): Value {
    return this.apply('sumOfSquares', this);
  }
  /** The same over the elements of all variables of the step. */
  globalSumOfSquares(): Value {
    return this.apply('globalSumOfSquares', this);
  }

  /** Largest element of this variable, NaN if one is, -Infinity if there is none: a scalar. */
  max(): Value {
    return this.apply('max', this);
  }

  // Words made of the operations above, so that every backend agrees on NaN, -0 and denormals by construction:
  // tfjs's own maximum and sign differ between its cpu and wasm backends there.

  /** Euclidean norm of this variable. */
  norm(): Value {
    return this.sumOfSquares().sqrt();
  }
  /** Euclidean norm of all variables of the step together. */
  globalNorm(): Value {
    return this.globalSumOfSquares().sqrt();
  }

  /** The larger of the two; NaN if either is NaN. */
  maximum(other: Operand): Value {
    return this.where(this.greater(other).logicalOr(this.isNaN()), other);
  }
  /** The smaller of the two; NaN if either is NaN. */
  minimum(other: Operand): Value {
    return this.where(this.less(other).logicalOr(this.isNaN()), other);
  }
  /** -1, 0 or 1; 0 for NaN and for -0. */
  sign(): Value {
    return this.constant(1).where(this.greater(0), this.constant(-1).where(this.less(0), 0));
  }
  isNaN(): Value {
    return this.equal(this).logicalNot();
  }
  /** Exponential moving average: decay * this + (1 - decay) * sample. */
  ema(sample: Operand, decay: Operand): Value {
    return this.mul(decay).add(this.asValue(sample).decay(decay));
  }
  /** What is left after losing a share: (1 - rate) * this. */
  decay(rate: Operand): Value {
    return this.mul(typeof rate === 'number' ? 1 - rate : rate.sub(1).neg());
  }

  /** A scalar of the same interpreter. */
  abstract constant(value: number): Value;

  private asValue(operand: Operand): Value {
    return typeof operand === 'number' ? this.constant(operand) : operand;
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError(
      'A Value inside a rule is not a number: write a.add(b) for a + b, and x.where(condition, y) for an if.',
    );
  }
}
