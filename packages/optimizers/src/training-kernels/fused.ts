import { activation } from './activations.js';
import { convolve } from './convolution/conv2d.js';
import { geometryOf } from './convolution/geometry.js';
import { matrixProduct } from './matrix-product.js';
import { areFloats, type Inputs, type TrainingKernel } from './training-kernel.js';

/** a b, a bias and an activation in one. */
export const fusedMatMul: TrainingKernel = ({ a, b, bias }, attributes, workspace) => {
  const activate = activation(attributes.activation as string | undefined);
  const columns = attributes.transposeB ? b.shape.at(-2) : b.shape.at(-1);
  if (!activate || !areFloats(a, b) || !isRow(bias, columns)) return undefined;
  return matrixProduct(workspace, a, b, attributes, bias, activate);
};

/** A convolution, a bias and an activation in one. */
export const fusedConv2d: TrainingKernel = ({ x, filter, bias }, attributes, workspace) => {
  const activate = activation(attributes.activation as string | undefined);
  const geometry = geometryOf(x.shape, filter.shape, attributes, false);
  if (!activate || !geometry || !areFloats(x, filter) || !isRow(bias, geometry.outChannels)) return undefined;
  return convolve(workspace, x, filter, geometry, bias, activate);
};

/** Whether a bias, if there is one, is as long as a row. */
const isRow = (bias: Inputs[string] | undefined, length: number | undefined) =>
  !bias || (areFloats(bias) && bias.shape.length === 1 && bias.shape[0] === length);
