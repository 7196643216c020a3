import * as tf from '@tensorflow/tfjs';
import { eagerStep } from './kernels/eager.js';
import { fusedStep } from './kernels/fused.js';
import { everyRule, gradient, Run, shapes } from './test/run.js';
import { takesSums } from './test/takes-sums.js';

// In Node webgpu comes with the package `webgpu` (Dawn), which is large and wants a Vulkan driver: tried, not required.
async function startWebGPU(): Promise<string | undefined> {
  try {
    const dawn = 'webgpu';
    const { create, globals } = await import(dawn);
    Object.assign(globalThis, globals);
    Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]) }, configurable: true });
    if (!(await navigator.gpu.requestAdapter())) return 'there is no GPU adapter';
    await import('@tensorflow/tfjs-backend-webgpu');
    return (await tf.setBackend('webgpu')) ? undefined : 'the backend does not start';
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}

const fault = await startWebGPU();
if (fault) console.warn(`webgpu in Node is skipped: ${fault}.`);

/** Rules that reduce run eagerly, and read their sums at once, which webgpu in Node cannot. */
const elementwise = everyRule.filter(([, rule, options]) => !takesSums(rule, options));

(fault ? describe.skip : describe)(fault ?? 'webgpu in Node', () => {
  test.each(elementwise)('%s: fused agrees with eager, 30 steps', async (_name, rule, options) => {
    const [fused, eager] = [new Run(rule, options, fusedStep), new Run(rule, options, eagerStep)];
    for (let step = 1; step <= 30; step++) {
      const gradients = shapes.map((shape) => gradient(shape, step, [0, -0, 1, -1, 1e-6]));
      fused.step(step, gradients);
      eager.step(step, gradients);
      tf.dispose(gradients);
    }
    const [ours, theirs] = [await fused.read(), await eager.read()];
    ours.forEach((value, i) => {
      expect(Math.abs(value - theirs[i])).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(theirs[i])));
    });
    fused.dispose();
    eager.dispose();
  });
});
