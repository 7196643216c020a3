import * as tf from '@tensorflow/tfjs-core';
import type { JvpRule, JvpRules, KernelCall } from '../jvp-rule.js';
import { spread, total } from '../rule-forms.js';
import { prelu } from './activations.js';
import { type Slope, slopes } from './elementwise.js';

interface FusedAttributes {
  readonly activation: keyof typeof kernels | 'linear' | 'prelu';
  readonly leakyreluAlpha?: number;
}

/** The kernel of an activation that is a function of one number. */
const kernels = { relu: 'Relu', relu6: 'Relu6', elu: 'Elu', sigmoid: 'Sigmoid', leakyrelu: 'LeakyRelu' } as const;

/** Those whose slope cannot be told from the output alone. */
const ofInput: readonly string[] = ['relu6', 'leakyrelu'];

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
  if (!dx || activation === 'linear') return dx;
  const slope: Slope = slopes[kernels[activation]];
  const x = ofInput.includes(activation) ? before() : y; // the others do not look at it
  return tf.mul(dx, slope(x, y, { alpha: leakyreluAlpha }));
}

/** What layers run outside a gradient, where product, bias and activation are one kernel. */
export const fusedKernels: JvpRules = {
  _FusedMatMul: fused('a', 'b'),
  FusedConv2D: fused('x', 'filter'),
  FusedDepthwiseConv2D: fused('x', 'filter'),
};
