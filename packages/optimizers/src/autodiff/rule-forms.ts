import * as tf from '@tensorflow/tfjs-core';
import type { JvpRule, KernelCall } from './jvp-rule.js';

// The forms that most rules have. Each refuses an input with a tangent that it does not know.

/** A kernel whose derivative is zero almost everywhere, or whose outputs are integers. */
export const constant: JvpRule = () => null;

/** Inputs by the way in which the kernel depends on them. */
interface Dependence {
  /** Those it depends on linearly; without a list, all. */
  readonly on?: readonly string[];
  /** Those in which it is constant almost everywhere. */
  readonly flatIn?: readonly string[];
}

/** A kernel linear in some inputs together, as addition is: dy = kernel(dx₁, dx₂, …). */
export const linear =
  ({ on, flatIn = [] }: Dependence = {}, attributes: Readonly<Record<string, unknown>> = {}): JvpRule =>
  (call) => {
    const names = on ?? Object.keys(call.inputs);
    if (known(call, names, flatIn).length === 0) return null;
    const replaced = names.map((name) => [name, call.tangents[name] ?? tf.zerosLike(call.inputs[name])]);
    return call.rerun(Object.fromEntries(replaced), attributes);
  };

/** A kernel linear in each of some inputs, as multiplication is: dy = kernel(dx₁, x₂) + kernel(x₁, dx₂) + …. */
export const multilinear =
  ({ on, flatIn = [] }: Dependence = {}): JvpRule =>
  (call) =>
    total(
      known(call, on ?? Object.keys(call.inputs), flatIn).map(
        (name) => call.rerun({ [name]: call.tangents[name]! })[0],
      ),
    );

/** The sum of those terms that there are; shapes are broadcast. */
export function total(terms: readonly (tf.Tensor | null | undefined | false)[]): tf.Tensor | null {
  const present = terms.filter((term) => term instanceof tf.Tensor);
  return present.length === 0 ? null : present.reduce((sum, term) => tf.add(sum, term));
}

/** A tangent in the shape of the output it belongs to. */
export const spread = <T extends tf.Tensor | null | undefined>(tangent: T, y: tf.Tensor) =>
  tangent && (tf.util.arraysEqual(tangent.shape, y.shape) ? tangent : tf.broadcastTo(tangent, y.shape));

/** Those of `names` that have a tangent; no other input but those of `flatIn` may. */
function known({ kernel, tangents }: KernelCall, names: readonly string[], flatIn: readonly string[]): string[] {
  const carried = Object.keys(tangents).filter((name) => !flatIn.includes(name));
  const unknown = carried.find((name) => !names.includes(name));
  if (unknown) throw new Error(`The forward-mode rule of ${kernel} has no derivative by its input '${unknown}'.`);
  return carried;
}
