import * as tf from '@tensorflow/tfjs-core';
import type { TrainingKernel } from '../training-kernel.js';
import type { Numbers } from '../workspace.js';

type Shape = readonly number[];
type ByName = Readonly<Record<string, Numbers>>;

/** Many operations of tfjs as one kernel of several outputs, with a gradient that is one kernel too. */
export interface FusedOperation {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Those of both that the gradient reads. */
  readonly saved: readonly string[];
  /** The outputs' shapes, by those of the inputs. */
  shapes(inputs: readonly Shape[]): readonly Shape[];
  /** Fills the outputs. `units`: the length of a state; `gate`: the name of the gates' activation. */
  run(inputs: ByName, outputs: ByName, units: number, gate: string): void;
  /** Fills the derivatives by the inputs, of those by the outputs; both under the names of what they belong to. */
  gradient(saved: ByName, by: ByName, derivatives: ByName, units: number, gate: string): void;
}

interface Attributes {
  readonly units: number;
  readonly gate: string;
  readonly shapes: readonly Shape[];
}

const gradientName = ({ name }: FusedOperation) => `${name}Gradient`;

const named = <T>(names: readonly string[], things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(names.map((name, i) => [name, things[i]]));

/** The operation, of tensors in the order of its inputs. */
export function runFused(operation: FusedOperation, inputs: readonly tf.Tensor[], units: number, gate: string) {
  const attributes: Attributes = { units, gate, shapes: inputs.map(({ shape }) => shape) };
  return tf
    .engine()
    .runKernel<tf.Tensor2D[]>(
      operation.name,
      named(operation.inputs, inputs),
      attributes as unknown as tf.NamedAttrMap,
    );
}

/** The kernels of an operation and its gradient, by name. */
export function kernelsOfFused(operation: FusedOperation): Readonly<Record<string, TrainingKernel>> {
  const { name, inputs, outputs } = operation;
  const saved = savedOf(operation);
  const forward: TrainingKernel = (tensors, attributes, workspace) => {
    const { units, gate, shapes } = attributes as unknown as Attributes;
    const given = inputs.map((input) => tensors[input]);
    return workspace.makeSeveral(given, operation.shapes(shapes), (made, numbers) =>
      operation.run(named(inputs, numbers), named(outputs, made), units, gate),
    );
  };
  const backward: TrainingKernel = (tensors, attributes, workspace) => {
    const { units, gate, shapes } = attributes as unknown as Attributes;
    const given = [...saved, ...outputs.map(derivative)].map((input) => tensors[input]);
    return workspace.makeSeveral(given, shapes, (made, numbers) =>
      operation.gradient(
        named(saved, numbers),
        named(outputs, numbers.slice(saved.length)),
        named(inputs, made),
        units,
        gate,
      ),
    );
  };
  return { [name]: forward, [gradientName(operation)]: backward };
}

const derivative = (name: string) => `by ${name}`;

/** In the order in which tfjs hands them to a gradient. */
const savedOf = ({ inputs, outputs, saved }: FusedOperation) =>
  [...inputs, ...outputs].filter((name) => saved.includes(name));

/** What tells tfjs the gradient. */
export function gradientOfFused(operation: FusedOperation): tf.GradConfig {
  const { name, inputs, outputs, saved } = operation;
  return {
    kernelName: name,
    inputsToSave: inputs.filter((input) => saved.includes(input)),
    outputsToSave: outputs.map((output) => saved.includes(output)),
    gradFunc(by, kept, attributes) {
      const given = { ...named(savedOf(operation), kept), ...named(outputs.map(derivative), by as tf.Tensor[]) };
      const found = tf.engine().runKernel<tf.Tensor[]>(gradientName(operation), given, attributes);
      return named(
        inputs,
        found.map((tensor) => () => tensor),
      );
    },
  };
}
