// In the place of tfjs for the worker of the race, which computes in float64: the same names without backends.
import { version_core as tfjs } from '@tensorflow/tfjs-core';

export * from '@tensorflow/tfjs-core';
export const version = { tfjs };
