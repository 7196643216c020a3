import type * as tf from '@tensorflow/tfjs-core';

/** Tensors by input name; those of kernels that take a list (AddN, Concat, Pack, Einsum) are named '0', '1', …. */
export type NamedTensors = Readonly<Record<string, tf.Tensor>>;

/** One run of a kernel, as a rule sees it. */
export interface KernelCall {
  readonly kernel: string;
  readonly inputs: NamedTensors;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly outputs: readonly tf.Tensor[];
  /** Tangents of those inputs that have one, each of its input's shape. At least one has. */
  readonly tangents: Readonly<Record<string, tf.Tensor | undefined>>;
  /** Runs the kernel again with other inputs or attributes in the place of some; `null` takes an input away. */
  rerun(
    inputs: Readonly<Record<string, tf.Tensor | null>>,
    attributes?: Readonly<Record<string, unknown>>,
  ): tf.Tensor[];
}

/**
 * The derivative of a kernel: the tangents of its outputs, dy = Σᵢ ∂y/∂xᵢ dxᵢ over the inputs that have a tangent. One
 * tensor for a kernel of one output, a list for several, `null` where the derivative is zero. What the rule computes is
 * tidied; the rule runs once, outside any tape.
 */
export type JvpRule = (call: KernelCall) => tf.Tensor | readonly (tf.Tensor | null)[] | null;

/** Rules by the kernel's name. */
export type JvpRules = Readonly<Record<string, JvpRule>>;
