import type { JvpRules } from '../jvp-rule.js';
import { multilinear } from '../rule-forms.js';

const inputAndFilter = multilinear({ on: ['x', 'filter'] });
const byInput = multilinear({ on: ['dy', 'filter'] });
const byFilter = multilinear({ on: ['x', 'dy'] });

/** Convolutions and their gradients: each is linear in either of its operands. */
export const convolution: JvpRules = {
  Conv2D: inputAndFilter,
  Conv2DBackpropInput: byInput,
  Conv2DBackpropFilter: byFilter,
  DepthwiseConv2dNative: inputAndFilter,
  DepthwiseConv2dNativeBackpropInput: byInput,
  DepthwiseConv2dNativeBackpropFilter: byFilter,
  Conv3D: inputAndFilter,
  Conv3DBackpropInputV2: byInput,
  Conv3DBackpropFilterV2: byFilter,
};
