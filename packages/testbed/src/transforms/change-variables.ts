import * as tf from '@tensorflow/tfjs-core';
import { asObjective } from '../as-objective.js';
import { makeInstance } from '../make-instance.js';
import type { ModelOutputs } from '../model-outputs.js';
import type { Offer } from '../offers.js';
import type { Float64Objective, Problem, Region, Surface } from '../problem.js';

/** An affine change of variables x = A(z), in float64 and on tensors. */
export interface ChangeOfVariables {
  readonly forward: (z: ArrayLike<number>) => number[];
  readonly backward: (x: readonly number[]) => number[];
  /** The transpose of the linear part of A, which takes gradients back. */
  readonly transpose: (gradient: readonly number[]) => number[];
  readonly forwardTensor: (z: tf.Tensor1D) => tf.Tensor1D;
  readonly backwardTensor: (x: tf.Tensor1D) => tf.Tensor1D;
}

/** What a problem g(z) = f(A(z)) has of f: everything but its name, config and constants. */
export function changeVariables(
  problem: Problem,
  { forward, backward, transpose, forwardTensor, backwardTensor }: ChangeOfVariables,
): Omit<Problem, 'name' | 'config' | 'constants'> {
  const { formula, reference, tags, dimension, minimum, offers, float64, float64At, start, surface } = problem;
  const plain = ({ value, valueAndGradient, residuals, jacobian }: Float64Objective): Float64Objective => ({
    ...asObjective(
      dimension,
      (z) => value(forward(z)),
      (z, into) => {
        const found = valueAndGradient(forward(z));
        for (const [i, slope] of transpose(found.gradient).entries()) into[i] = slope;
        return found.value;
      },
    ),
    residuals: residuals && ((z) => residuals(forward(z))),
    jacobian: jacobian && ((z) => jacobian(forward(z)).map(transpose)),
  });
  return {
    formula,
    reference,
    tags,
    dimension,
    minimum: minimum && {
      value: minimum.value,
      point: minimum.point && backward(minimum.point),
      others: minimum.others?.map(backward),
    },
    offers: offers.filter((offer) => kept.includes(offer)),
    start: start && ((seed) => backward(start(seed))),
    float64: float64 && plain(float64),
    float64At: float64At && ((step, seed) => plain(float64At(step, seed))),
    surface: surface && {
      ...boundingBox(surface, backward),
      value: (x, y) => surface.value(...(forward([x, y]) as [number, number])),
    },
    create(seed) {
      const inner = problem.create(seed);
      const inside = ([z]: readonly tf.Tensor[]) => [forwardTensor(z as tf.Tensor1D)];
      const outer = makeInstance({
        variables: [tf.tidy(() => tf.variable(backwardTensor(inner.variables[0] as tf.Tensor as tf.Tensor1D)))],
        objective: (zs) => inner.objectiveAt(inside(zs)),
        loss: (zs, step) => inner.lossAt(inside(zs), step),
        outputs: inner.outputs && ((step) => seenFrom(inner.outputs!(step), inside)),
        residuals: inner.residualsAt && ((zs) => inner.residualsAt!(inside(zs))),
      });
      return {
        ...outer,
        dispose() {
          outer.dispose();
          inner.dispose();
        },
      };
    },
  };
}

/** What is the same function of other variables. */
const kept: readonly Offer[] = ['loss', 'float64', 'outputs', 'residuals', 'finiteSum'];

const seenFrom = (
  { at, ...others }: ModelOutputs,
  inside: (zs: readonly tf.Tensor[]) => tf.Tensor[],
): ModelOutputs => ({
  ...others,
  at: (zs) => tf.tidy(() => at(inside(zs))),
});

/** The smallest rectangle around the corners of the old one. */
function boundingBox({ x, y }: Surface, backward: ChangeOfVariables['backward']): Region {
  const corners = x.flatMap((px) => y.map((py) => backward([px, py])));
  const bounds = (axis: number): [number, number] => {
    const values = corners.map((corner) => corner[axis]!);
    return [Math.min(...values), Math.max(...values)];
  };
  return { x: bounds(0), y: bounds(1) };
}
