import * as tf from '@tensorflow/tfjs-core';
import type { JvpRule, JvpRules, KernelCall } from '../jvp-rule.js';
import { spread, total } from '../rule-forms.js';
import { byOutput, leakyRelu, prelu, relu6 } from './activations.js';

interface FusedAttributes {
  readonly activation: keyof typeof byOutput | 'relu6' | 'leakyrelu' | 'prelu';
  readonly leakyreluAlpha?: number;
}

const withoutActivation = { activation: 'linear', leakyreluAlpha: undefined };

/** y = activation(product of two operands + bias). */
const fused =
  (...operands: readonly string[]): JvpRule =>
  (call) => {
    const { tangents, outputs, rerun } = call;
    const before = tf.tidy(() => {
      const products = operands.map((name) => {
        const tangent = tangents[name];
        return tangent && rerun({ [name]: tangent, bias: null, preluActivationWeights: null }, withoutActivation)[0];
      });
      return spread(total([...products, tangents.bias]), outputs[0]);
    });
    return activate(call, before);
  };

/** The tangent after the activation, from that before it: null if only the weights of a prelu have one. */
function activate({ inputs, attributes, tangents, outputs: [y], rerun }: KernelCall, dx: tf.Tensor | null) {
  const { activation, leakyreluAlpha = 0 } = attributes as unknown as FusedAttributes;
  const before = () => rerun({ preluActivationWeights: null }, withoutActivation)[0];
  if (activation === 'prelu') {
    return prelu(before(), inputs.preluActivationWeights, dx, tangents.preluActivationWeights);
  }
  if (!dx) return null;
  if (activation === 'leakyrelu') return leakyRelu(dx, before(), leakyreluAlpha);
  if (activation === 'relu6') return relu6(dx, before());
  return byOutput[activation](dx, y);
}

/** What layers run outside a gradient, where product, bias and activation are one kernel. */
export const fusedKernels: JvpRules = {
  _FusedMatMul: fused('a', 'b'),
  FusedConv2D: fused('x', 'filter'),
  FusedDepthwiseConv2D: fused('x', 'filter'),
};
