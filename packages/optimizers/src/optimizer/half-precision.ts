import * as tf from '@tensorflow/tfjs-core';
import { type Hyperparameters, leastInHalf } from '../rule/hyperparameters.js';

/** Whether the backend in use keeps tensors in half precision: webgl on devices that cannot render float32. */
export const keepsHalfPrecision = (): boolean =>
  tf.getBackend() === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');

const warned = new Set<string>();

/** Raises what is too small for half precision, and says so once for each rule and hyperparameter. */
export function raiseForHalfPrecision(
  owner: string,
  hyper: Hyperparameters,
  settings: Record<string, number | boolean | string>,
): void {
  for (const [name, declared] of Object.entries(hyper)) {
    const least = leastInHalf(declared);
    const value = settings[name];
    if (least === undefined || typeof value !== 'number' || value >= least) continue;
    settings[name] = least;
    if (warned.has(`${owner} ${name}`)) continue;
    warned.add(`${owner} ${name}`);
    console.warn(`${owner}: ${name} ${value} is raised to ${least}, as this device keeps tensors in half precision.`);
  }
}
