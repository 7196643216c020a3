import * as tf from '@tensorflow/tfjs-core';
import { sumOfSquares } from '../linear-algebra/norm.js';
import { mapValues } from '../rule/map-values.js';
import { type RuleInput, type StateSpecification, tensorsNeeded } from '../rule/rule.js';
import { type Inputs, inFloat32, type Scalars } from '../rule/scalars.js';
import { type Operand, type Operation, type Reduction, Value } from '../rule/value.js';
import { foldInFloat64, folds, isGlobal, isReduction } from './folds.js';
import { hostMemory } from './host-memory.js';
import { onNumbers, onTensors } from './operations.js';
import type { NewScalars, Step, StepVariable } from './step.js';

type Part = number | tf.Tensor;

/** A value on real tensors: one part for each variable of the step, so that `globalSum` can see them all. */
class Eager extends Value {
  constructor(readonly parts: readonly Part[]) {
    super();
  }

  protected override apply(operation: Operation, ...operands: Operand[]): Value {
    if (isReduction(operation)) {
      const results = this.parts.map((part) => reduced(operation, part));
      return isGlobal(operation) ? this.constant(results.reduce((a, b) => a + b, 0)) : new Eager(results);
    }
    return new Eager(
      this.parts.map((_, index) => {
        const parts = operands.map((operand) =>
          operand instanceof Eager ? operand.parts[index] : (operand as number),
        );
        const scalar = parts.every((part): part is number => typeof part === 'number');
        return scalar ? onNumbers[operation](...(parts as number[])) : onTensors[operation](...parts);
      }),
    );
  }

  protected override constant(value: number): Eager {
    return new Eager(this.parts.map(() => value));
  }
}

/** The values of one variable, and what becomes of them. */
type Own = Readonly<Record<string, Part | boolean | string>>;
type Results = Readonly<Record<string, Part>>;

/** Gives a function the values of all variables together. */
export function onAllVariables(
  values: RuleInput,
  update: (variables: readonly Own[]) => readonly Results[],
): Record<string, Value> {
  const { parts } = values.param as Eager;
  const own = (index: number) =>
    mapValues(values, (value) => (value instanceof Eager ? value.parts[index] : (value as boolean | string)));
  const results = update(parts.map((_, index) => own(index)));
  return mapValues(results[0], (_, name) => new Eager(results.map((result) => result[name])));
}

/** Gives a function the values of one variable after the other. */
export const onEachVariable = (values: RuleInput, update: (own: Own) => Results): Record<string, Value> =>
  onAllVariables(values, (variables) => variables.map(update));

/** The rule as it stands, operation by operation, on any backend: the reference, and the fallback for every kernel. */
export function eagerStep(step: Step): NewScalars {
  const { program, variables, inputs } = step;
  if (program.global) return stepTogether(step, variables, inputs);
  const each = variables.map((variable, index) => stepTogether(step, [variable], [inputs[index] ?? inputs[0]]));
  return { globalState: each[0].globalState, variableState: each.flatMap(({ variableState }) => variableState) };
}

function stepTogether({ rule }: Step, group: readonly StepVariable[], inputs: readonly Inputs[]): NewScalars {
  const { globalState = {}, variableState = {} } = rule;
  return tf.tidy(() => {
    const written = ['param', ...rule.slots];
    const numbers = Object.entries(inputs[0]).map(([name, input]) => {
      if (typeof input !== 'number') return [name, input];
      return [name, new Eager(group.map((_, index) => (inputs[index] ?? inputs[0])[name] as number))];
    });
    const known = group[0].grad ? ['grad', ...tensorsNeeded(rule), ...written] : written;
    const tensors = known.map((name) => [name, new Eager(group.map((given) => given[name]!))]);
    const results = rule.update(Object.fromEntries([...numbers, ...tensors]));
    const part = (name: string, index: number) => (results[name] as Eager).parts[index];

    // A result may be an input as it is, or serve twice; state must not share a buffer with anything.
    const taken = new Set<Part | undefined>(group.flatMap((given) => Object.values(given)));
    const assignments = group.flatMap((given, index) =>
      written.flatMap((name) => {
        const [variable, result] = [given[name] as tf.Variable, part(name, index)];
        if (result === variable) return [];
        const fresh =
          typeof result === 'number' ? tf.fill(variable.shape, result) : taken.has(result) ? tf.mul(result, 1) : result;
        taken.add(fresh);
        return [[variable, fresh] as const];
      }),
    );
    for (const [variable, fresh] of assignments) variable.assign(fresh);
    const kept = (names: object, index: number): Scalars =>
      Object.fromEntries(Object.keys(names).map((name) => [name, inFloat32(part(name, index) as number)]));
    const own = Object.keys(variableState).length > 0 ? group.map((_, index) => kept(variableState, index)) : [];
    return { globalState: kept(globalState, 0), variableState: own } as NewScalars & tf.TensorContainerObject;
  });
}

/** First values of the slots of one variable: zeros, or what the rule's `initial` says, in tensors of their own. */
export function initialSlots(
  rule: StateSpecification,
  param: tf.Variable,
  shapes: Readonly<Record<string, readonly number[]>> = {},
): Record<string, tf.Tensor> {
  return tf.tidy(() => {
    const given = rule.initial?.({ param: new Eager([param]) }) ?? {};
    return Object.fromEntries(
      rule.slots.map((slot: string) => {
        const value = given[slot] ?? 0;
        const part = value instanceof Eager ? value.parts[0] : (value as number);
        return [slot, typeof part === 'number' ? tf.fill([...(shapes[slot] ?? param.shape)], part) : tf.mul(part, 1)];
      }),
    );
  });
}

function reduced(reduction: Reduction, part: Part): number {
  if (typeof part === 'number') throw new TypeError(`${reduction} is taken over a tensor's elements, not of a scalar.`);
  if (part.size === 0 || hostMemory(tf.backend())) return foldInFloat64(folds[reduction], part.dataSync());
  const { name } = folds[reduction];
  if (name === 'sumOfSquares') return sumOfSquares(part);
  return (name === 'max' ? tf.max(part) : tf.sum(part)).dataSync()[0];
}
