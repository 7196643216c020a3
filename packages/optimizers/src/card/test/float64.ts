import { type Elementwise, onNumbers } from '../../kernels/operations.js';
import type { AnyRule } from '../../rule.js';
import { type Operand, type Operation, Value } from '../../value.js';

/** Numbers of all elements of all variables, or one number. */
export type Column = number | readonly number[];

/** Which variable each element belongs to. */
export const owners = [0, 0, 0, 1, 1];

export const at = (column: Column, element: number) => (typeof column === 'number' ? column : column[element]);
const whole = (column: Column) => owners.map((_, element) => at(column, element));

export const reductions: Readonly<Record<string, (column: Column) => Column>> = {
  sum: (column) => owners.map((owner) => total(whole(column).filter((_, element) => owners[element] === owner))),
  globalSum: (column) => total(whole(column)),
  sumOfSquares: (column) => reductions.sum(squared(column)),
  globalSumOfSquares: (column) => reductions.globalSum(squared(column)),
  max: (column) => owners.map((owner) => Math.max(...whole(column).filter((_, element) => owners[element] === owner))),
};

const squared = (column: Column) => whole(column).map((x) => x * x);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** A rule's arithmetic as it stands, in float64. */
class Float64 extends Value {
  constructor(readonly column: Column) {
    super();
  }

  protected override apply(operation: Operation, ...operands: Operand[]): Value {
    const columns = operands.map((operand) => (typeof operand === 'number' ? operand : (operand as Float64).column));
    if (operation in reductions) return new Float64(reductions[operation](columns[0]));
    const compute = onNumbers[operation as Elementwise];
    if (columns.every((column) => typeof column === 'number')) return new Float64(compute(...(columns as number[])));
    return new Float64(owners.map((_, element) => compute(...columns.map((column) => at(column, element)))));
  }

  protected override constant(value: number): Value {
    return new Float64(value);
  }
}

/** One step of a rule in float64: new values by name. */
export function stepInFloat64(rule: AnyRule, inputs: Readonly<Record<string, Column | boolean | string>>) {
  const values = Object.entries(inputs).map(([name, input]) => [
    name,
    typeof input === 'number' || Array.isArray(input) ? new Float64(input as Column) : (input as boolean),
  ]);
  const results = rule.update(Object.fromEntries(values));
  return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, (value as Float64).column]));
}
