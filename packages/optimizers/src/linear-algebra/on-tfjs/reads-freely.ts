import * as tf from '@tensorflow/tfjs-core';
import { hostMemory } from '../../kernels/host-memory.js';

/** Whether tensors lie in host memory, so that reading a number costs nothing and stops nothing. */
export const readsFreely = (): boolean => hostMemory(tf.backend()) !== undefined;
