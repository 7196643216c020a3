import * as tf from '@tensorflow/tfjs-core';
import { scaledSumOfSquares } from '../linear-algebra/on-tfjs/norm.js';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import { mapValues } from '../rule/map-values.js';
import { type Inputs, inFloat32, type Scalars } from '../rule/scalars.js';
import type { Operation, Reduction } from '../rule/value.js';
import { foldInFloat64, folds } from './folds.js';
import type { NodeId, Program } from './graph.js';
import { hostMemory } from './host-memory.js';
import type { NewScalars, Step, StepVariable } from './step.js';
import { onTensors } from './tensor-operations.js';
import { type PartOperations, ValueOfParts } from './value-of-parts.js';

type Part = number | tf.Tensor;
type Eager = ValueOfParts<tf.Tensor>;

function reduced(reduction: Reduction, part: tf.Tensor): number {
  if (part.size === 0 || hostMemory(tf.backend())) return foldInFloat64(folds[reduction], part.dataSync());
  const { name } = folds[reduction];
  if (name === 'sumOfSquares') return scaledSumOfSquares(part);
  return (name === 'max' ? tf.max(part) : tf.sum(part)).dataSync()[0];
}

const operations: PartOperations<tf.Tensor> = { elementwise: onTensors, reduced };
const eager = (parts: readonly Part[]): Eager => new ValueOfParts(parts, operations);

/** The graph, or a rule that has none, operation by operation, on any backend: the reference, and the fallback for every kernel. */
export function eagerStep(step: Step): NewScalars {
  const { program, variables, inputs } = step;
  if (program.global) return stepTogether(step, variables, inputs);
  const each = variables.map((variable, index) => stepTogether(step, [variable], [inputs[index] ?? inputs[0]]));
  return { globalState: each[0].globalState, variableState: each.flatMap(({ variableState }) => variableState) };
}

function stepTogether({ rule, program }: Step, group: readonly StepVariable[], inputs: readonly Inputs[]): NewScalars {
  const { globalState = {}, variableState = {} } = rule;
  return tf.tidy(() => {
    const written = ['param', ...rule.slots];
    const numbers = Object.entries(inputs[0]).map(([name, input]) => {
      if (typeof input !== 'number') return [name, input];
      return [name, eager(group.map((_, index) => (inputs[index] ?? inputs[0])[name] as number))];
    });
    const known = group[0].grad ? ['grad', ...tensorsNeeded(rule), ...written] : written;
    const tensors = known.map((name) => [name, eager(group.map((given) => given[name]!))]);
    const given: Given = Object.fromEntries([...numbers, ...tensors]);
    const results = program.passes.length > 0 ? replay(program, given) : rule.update(given);
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

/** What a step is given, by name: values, switches and choices. */
type Given = Readonly<Record<string, Eager | boolean | string>>;

/** Computes a graph node by node; what it does not change stays as it is given. */
function replay(program: Program, given: Given): Given {
  const { nodes, computed, passes, globalState, variableState } = program;
  const values: Eager[] = [];
  const at = (id: NodeId): Eager => {
    const { name, value } = nodes[id];
    return values[id] ?? (name === undefined ? (given.param as Eager).constant(value!) : (given[name] as Eager));
  };
  for (const id of computed) {
    const operands = nodes[id].operands.map(at);
    values[id] = operands[0].apply(nodes[id].operation as Operation, ...operands);
  }
  const outputs = [...passes.at(-1)!.outputs, ...globalState, ...variableState];
  return { ...given, ...Object.fromEntries(outputs.map(({ name, node }) => [name, at(node)])) };
}

/** First values of the slots of one variable, as the rule's `initial` says them; zeros are left out. */
export const initialValues = (rule: AnyRule, param: tf.Variable): Readonly<Record<string, Part | undefined>> =>
  mapValues(rule.initial?.({ param: eager([param]) }) ?? {}, (value) =>
    value instanceof ValueOfParts ? value.parts[0] : (value as number | undefined),
  );
