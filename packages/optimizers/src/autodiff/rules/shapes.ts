import type { JvpRules } from '../jvp-rule.js';
import { linear } from '../rule-forms.js';

const image = { on: ['image'] };

/** Kernels that move elements, and images that are resampled: all linear. What is filled in does not change. */
export const shapes: JvpRules = {
  Identity: linear(),
  Cast: linear(),
  Reshape: linear(),
  ExpandDims: linear(),
  Transpose: linear(),
  Reverse: linear(),
  Tile: linear(),
  Slice: linear(),
  StridedSlice: linear(),
  SplitV: linear(),
  Concat: linear(),
  Pack: linear(),
  Unpack: linear(),
  PadV2: linear({}, { constantValue: 0 }),
  MirrorPad: linear(),
  Diag: linear(),
  BatchToSpaceND: linear(),
  SpaceToBatchND: linear(),
  DepthToSpace: linear(),
  ResizeBilinear: linear(),
  ResizeBilinearGrad: linear({ on: ['dy'], flatIn: ['images'] }),
  ResizeNearestNeighbor: linear(),
  ResizeNearestNeighborGrad: linear({ on: ['dy'], flatIn: ['images'] }),
  FlipLeftRight: linear(image),
  RotateWithOffset: linear(image, { fillValue: 0 }),
  Transform: linear(image, { fillValue: 0 }),
  CropAndResize: linear(image, { extrapolationValue: 0 }),
};
