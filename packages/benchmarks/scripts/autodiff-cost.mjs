// What jvp and Hessian-vector products cost, in units of one gradient (tf.variableGrads), and which kernel a gradient spends
// most of its time in. cpu and wasm in Node, webgl and webgpu in headless Chromium. After `npx -y pnpm@10.34.9 run build`:
//
//     node packages/benchmarks/scripts/autodiff-cost.mjs cpu wasm webgl webgpu

import { fileURLToPath } from 'node:url';
import { findBrowser, isolated, openBrowser } from '@optimizer-zoo/browser';
import { registerTrainingKernels } from '@optimizer-zoo/optimizers/training-kernels';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { costs } from './autodiff-cost-measure.mjs';

async function inBrowser(backend) {
  const { executablePath, missing } = findBrowser();
  if (missing) return `${backend} needs a browser, but ${missing}.`;
  const entry = fileURLToPath(new URL('./autodiff-cost-page.mjs', import.meta.url));
  const browser = await openBrowser(executablePath, { entry, pages: { '/': isolated } });
  try {
    const page = await browser.open('/');
    return await page.evaluate((name) => globalThis.costsOn(name), backend);
  } finally {
    await browser.close();
  }
}

async function inNode(backend) {
  await tf.setBackend(backend);
  return costs();
}

registerTrainingKernels(['wasm']);
const asked = process.argv.slice(2);
for (const backend of asked.length > 0 ? asked : ['cpu', 'wasm']) {
  console.log(await (backend.startsWith('webg') ? inBrowser : inNode)(backend));
}
