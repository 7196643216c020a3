/** What rules on tensors are given and give: a tensor of tfjs, or an array in float64. Only words look into it. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly size: number;
  readonly rank: number;
}

/** A tensor, or one number in the place of one. */
export type TensorOperand<T = Tensor> = T | number;

/** Random numbers that a rule draws, one after the other. */
export interface RandomTensors<T = Tensor> {
  /** Standard normal. */
  normal(shape: readonly number[]): T;
  /** In [0, 1). */
  uniform(): number;
}

/** Whether a part of something that holds tensors is one. */
export const isTensor = (part: object): part is Tensor => 'shape' in part && 'rank' in part;

/** How many elements a tensor of a shape has. */
export const sizeFromShape = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);
