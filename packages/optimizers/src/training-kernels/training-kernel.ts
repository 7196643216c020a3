import type * as tf from '@tensorflow/tfjs-core';
import type { Workspace } from './workspace.js';

/** The tensors that a kernel is given by name. */
export type Inputs = Readonly<Record<string, tf.TensorInfo>>;

/** A faster kernel in the place of tfjs's own. What it answers with undefined it leaves to that one. */
export type TrainingKernel = (
  inputs: Inputs,
  attributes: Readonly<Record<string, unknown>>,
  workspace: Workspace,
) => tf.TensorInfo | tf.TensorInfo[] | undefined;

export const areFloats = (...tensors: readonly tf.TensorInfo[]) => tensors.every(({ dtype }) => dtype === 'float32');

export const isNumeric = ({ dtype }: tf.TensorInfo) => dtype === 'float32' || dtype === 'int32' || dtype === 'bool';
