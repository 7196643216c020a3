import * as tf from '@tensorflow/tfjs';
import { type Operand, type Operation, type Reduction, Value } from '../value.js';
import { foldInFloat64, folds, isReduction } from './folds.js';
import { hostMemory } from './host-memory.js';
import { onNumbers, onTensors } from './operations.js';
import { type Memory, remembered, type Step, type StepVariable } from './step.js';

type Part = number | tf.Tensor;

/** A value on real tensors: one part for each variable of the step, so that `globalSum` can see them all. */
class Eager extends Value {
  constructor(readonly parts: readonly Part[]) {
    super();
  }

  protected override apply(operation: Operation, ...operands: Operand[]): Value {
    if (isReduction(operation)) {
      const results = this.parts.map((part) => reduced(operation, part));
      return operation === 'globalSum' ? this.constant(results.reduce((a, b) => a + b, 0)) : new Eager(results);
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

/** The rule as it stands, operation by operation, on any backend: the reference, and the fallback for every kernel. */
export function eagerStep(step: Step): Memory {
  const { program, variables } = step;
  if (program.global) return stepTogether(step, variables);
  let memory: Memory = {};
  for (const variable of variables) memory = stepTogether(step, [variable]);
  return memory;
}

function stepTogether({ rule, inputs }: Step, group: readonly StepVariable[]): Memory {
  return tf.tidy(() => {
    const value = (part: (tensors: StepVariable) => Part) => new Eager(group.map(part));
    const written = ['param', ...rule.slots];
    const results = rule.update({
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [name, typeof input === 'number' ? value(() => input) : input]),
      ),
      ...Object.fromEntries(['grad', ...written].map((name) => [name, value((tensors) => tensors[name])])),
    });
    const part = (name: string, index: number) => (results[name] as Eager).parts[index];

    // A result may be an input as it is, or serve twice; state must not share a buffer with anything.
    const taken = new Set<Part>(group.flatMap((tensors) => Object.values(tensors)));
    const assignments = group.flatMap((tensors, index) =>
      written.flatMap((name) => {
        const [variable, result] = [tensors[name] as tf.Variable, part(name, index)];
        if (result === variable) return [];
        const fresh =
          typeof result === 'number' ? tf.fill(variable.shape, result) : taken.has(result) ? tf.mul(result, 1) : result;
        taken.add(fresh);
        return [[variable, fresh] as const];
      }),
    );
    for (const [variable, fresh] of assignments) variable.assign(fresh);
    const memory = Object.keys(rule.memory ?? {}).map((name) => [name, remembered(part(name, 0) as number)]);
    return Object.fromEntries(memory) as Memory & tf.TensorContainerObject;
  });
}

/** First values of the slots of one variable: zeros, or what the rule's `initial` says, in tensors of their own. */
export function initialSlots(rule: Step['rule'], param: tf.Variable): Record<string, tf.Tensor> {
  return tf.tidy(() => {
    const given: Record<string, Operand | undefined> = rule.initial?.({ param: new Eager([param]) }) ?? {};
    return Object.fromEntries(
      rule.slots.map((slot: string) => {
        const { [slot]: value = 0 } = given;
        const part = value instanceof Eager ? value.parts[0] : (value as number);
        return [slot, typeof part === 'number' ? tf.fill(param.shape, part) : tf.mul(part, 1)];
      }),
    );
  });
}

function reduced(reduction: Reduction, part: Part): number {
  if (typeof part === 'number') throw new TypeError(`${reduction} is taken over a tensor's elements, not of a scalar.`);
  if (part.size === 0 || hostMemory(tf.backend())) return foldInFloat64(folds[reduction], part.dataSync());
  return (reduction === 'max' ? tf.max(part) : tf.sum(part)).dataSync()[0];
}
