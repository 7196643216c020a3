// What runs in the browser; called by autodiff-cost.mjs.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { costs } from './autodiff-cost-measure.mjs';

Object.assign(globalThis, {
  async costsOn(backend) {
    if (!(await tf.setBackend(backend))) throw new Error(`${backend} does not start there`);
    return costs();
  },
});
