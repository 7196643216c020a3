import * as tf from '@tensorflow/tfjs';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import { exceptionsOf } from '../fixtures/exceptions.js';
import { readsAtOnce } from '../fixtures/reads-at-once.js';
import { conformance } from '../testing/index.js';

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

// jest says nothing of a file whose tests are all skipped
test(`webgpu in Node ${fault ? `is skipped: ${fault}` : 'starts'}`, () => {
  expect(tf.getBackend() === 'webgpu').toBe(fault === undefined);
});

(fault ? describe.skip : describe)(fault ?? 'webgpu in Node', () => {
  describe.each(Object.entries(everyOptimizer).filter(([, make]) => !readsAtOnce(make)))('%s', (optimizer, make) => {
    for (const { name, run } of conformance(make, { exceptions: exceptionsOf(optimizer, 'webgpu') })) test(name, run);
  });
});
