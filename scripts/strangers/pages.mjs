// Pages that train in headless Chromium: one that Vite has built, and one of two script tags.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { findBrowser } from '../../packages/browser/dist/index.js';

const { chromium } = createRequire(new URL('../../packages/browser/package.json', import.meta.url))('playwright-core');

/** The same training in both, with a checkpoint in IndexedDB half-way: what it finds is left for the one who looks. */
const train = `
async function train(tf, { adamw, cosineDecay, registerOptimizers }) {
  registerOptimizers({ adamw: () => adamw({ learningRate: cosineDecay({ initialValue: 0.05, decaySteps: 200 }) }) });
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  model.compile({ optimizer: 'adamw', loss: 'meanSquaredError' });
  const x = tf.randomNormal([64, 2], 0, 1, 'float32', 1);
  const y = tf.sum(x, 1, true);
  const { history: first } = await model.fit(x, y, { epochs: 15, verbose: 0 });
  await model.save('indexeddb://checkpoint', { includeOptimizer: true });
  const loaded = await tf.loadLayersModel('indexeddb://checkpoint');
  if (loaded.optimizer.iterations !== 30) throw new Error('It goes on at step ' + loaded.optimizer.iterations + '.');
  const { history: rest } = await loaded.fit(x, y, { epochs: 15, verbose: 0 });
  return [...first.loss, ...rest.loss];
}
const leave = (promise) => promise.then((loss) => (window.found = { loss }), (error) => (window.found = { error: String(error) }));
`;

export const vitePage = {
  'index.html': '<!doctype html><title>vite</title><script type="module" src="/main.js"></script>',
  'main.js': `import * as tf from '@tensorflow/tfjs';
import { adamw } from '@optimizer-zoo/optimizers';
import { registerOptimizers } from '@optimizer-zoo/optimizers/by-name';
import { cosineDecay } from '@optimizer-zoo/schedulers';
${train}
leave(train(tf, { adamw, cosineDecay, registerOptimizers }));
`,
};

export const scriptPage = `<!doctype html><title>scripts</title>
<script src="/node_modules/@tensorflow/tfjs/dist/tf.min.js"></script>
<script src="/node_modules/@optimizer-zoo/optimizers/dist-script/optimizers.min.js"></script>
<script>${train} leave(train(tf, optimizerZoo));</script>`;

/**
 * A page without a bundler that imports by address, as from esm.sh: each entry is a module, and what two of them need, tfjs-core among
 * it, a module of its own.
 */
export async function writeModulesPage({ folder, write }) {
  await build({
    entryPoints: {
      tfjs: '@tensorflow/tfjs',
      schedulers: '@optimizer-zoo/schedulers',
      optimizers: '@optimizer-zoo/optimizers',
      'by-name': '@optimizer-zoo/optimizers/by-name',
    },
    absWorkingDir: folder,
    outdir: 'modules',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  write(
    'modules.html',
    `<!doctype html><title>modules</title><script type="module">
import * as tf from '/modules/tfjs.js';
import { adamw } from '/modules/optimizers.js';
import { registerOptimizers } from '/modules/by-name.js';
import { cosineDecay } from '/modules/schedulers.js';
${train}
leave(train(tf, { adamw, cosineDecay, registerOptimizers }));
</script>`,
  );
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The losses of the pages, each given as a folder to serve and the page's address in it; undefined without a browser. */
export async function trainInPages(pages) {
  const { executablePath, missing } = findBrowser();
  if (missing) return console.log(`The pages are skipped: ${missing}`);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const losses = [];
    for (const [folder, address] of pages) losses.push(await lossesIn(browser, folder, address));
    return losses;
  } finally {
    await browser.close();
  }
}

async function lossesIn(browser, folder, address) {
  const server = createServer(({ url }, response) => {
    try {
      const content = readFileSync(path.join(folder, path.normalize(url)));
      response.setHeader('content-type', types[path.extname(url)] ?? 'application/octet-stream').end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`http://127.0.0.1:${server.address().port}${address}`);
    await page
      .waitForFunction(() => window.found, undefined, { timeout: 120_000 })
      .catch((error) => faults.push(String(error)));
    const found = await page.evaluate(() => window.found);
    await page.close();
    if (!found?.loss) throw new Error([found?.error, ...faults].join(' '));
    return found.loss;
  } finally {
    server.close();
  }
}
