import type { JvpRule } from './jvp-rule.js';
import { activations } from './rules/activations.js';
import { arithmetic } from './rules/arithmetic.js';
import { constants } from './rules/constants.js';
import { convolution } from './rules/convolution.js';
import { elementwise } from './rules/elementwise.js';
import { fusedKernels } from './rules/fused.js';
import { gather } from './rules/gather.js';
import { matmul } from './rules/matmul.js';
import { normalisation } from './rules/normalisation.js';
import { pooling } from './rules/pooling.js';
import { reductions } from './rules/reductions.js';
import { shapes } from './rules/shapes.js';

const families = [
  ...[arithmetic, elementwise, activations, matmul, convolution, fusedKernels, pooling],
  ...[normalisation, reductions, shapes, gather, constants],
];

const rules = new Map<string, JvpRule>(families.flatMap((family) => Object.entries(family)));

/** The rule of a kernel, if it has one. */
export const ruleOf = (kernel: string): JvpRule | undefined => rules.get(kernel);

/** Names of all kernels that have a rule. */
export const kernelsWithRules = (): string[] => [...rules.keys()];

/** Whether forward mode can go through a kernel of tfjs, by the name under which it is registered ('Conv2D'). */
export const hasJvp = (kernel: string): boolean => rules.has(kernel);

/**
 * Gives a kernel its derivative, or another in the place of the one it has. For kernels of your own: every kernel that
 * tf.layers and its losses run has a rule.
 *
 * @param kernel The name under which the kernel is registered with tf.registerKernel.
 * @param rule The tangents of the outputs from those of the inputs; see {@link JvpRule}.
 * @throws Error if the name is empty or the rule is not a function.
 */
export function registerJvp(kernel: string, rule: JvpRule): void {
  if (typeof kernel !== 'string' || kernel === '') {
    throw new Error(`registerJvp: the kernel ${JSON.stringify(kernel)} is not the name of a kernel.`);
  }
  if (typeof rule !== 'function') {
    throw new Error(`registerJvp: the rule of ${kernel} is ${typeof rule}, not a function of a KernelCall.`);
  }
  rules.set(kernel, rule);
}
