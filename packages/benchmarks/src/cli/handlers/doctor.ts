import os from 'node:os';
import { findBrowser } from '@optimizer-zoo/browser';
import * as tf from '@tensorflow/tfjs';
import { backendNames } from '../../backends/backend-names.js';
import { pickBackend } from '../../backends/pick-backend.js';
import { findTorch } from '../../speed/torch.js';
import { codeVersion } from '../../study/code-version.js';
import { columns } from '../columns.js';
import type { Given } from '../commands/given.js';
import { pythons } from '../commands/speed-choices.js';
import { print } from '../terminal.js';

/** Prints what is there to run on. What is missing is no fault: only what asks for it needs it. */
export async function doctor({ json }: Given): Promise<void> {
  const found = { ...facts(), ...(await backends()), ...(await others()) };
  print(json ? JSON.stringify(found, undefined, 2) : columns(Object.entries(found)).join('\n'));
}

const facts = (): Record<string, string> => ({
  'optimizer-zoo': codeVersion(),
  node: process.version,
  tfjs: tf.version.tfjs,
  platform: `${os.platform()} ${os.arch()} ${os.release()}`,
  cpu: `${os.cpus()[0]?.model.trim() ?? 'unknown'}, ${os.availableParallelism()} cores`,
  memory: `${Math.round(os.totalmem() / 2 ** 30)} GB, ${Math.round(os.freemem() / 2 ** 30)} GB free`,
});

/** Each backend, tried. */
async function backends(): Promise<Record<string, string>> {
  const tried: [string, string][] = [];
  for (const name of backendNames.filter((one) => one !== 'auto')) {
    try {
      await pickBackend(name);
      tried.push([`backend ${name}`, 'works']);
    } catch (error) {
      tried.push([
        `backend ${name}`,
        `missing: ${/cannot be had: (.*?)\. Install/.exec((error as Error).message)?.[1]}`,
      ]);
    }
  }
  return Object.fromEntries(tried);
}

async function others(): Promise<Record<string, string>> {
  const browser = findBrowser();
  const torch = await findTorch(pythons);
  return {
    browser: 'missing' in browser ? `missing: ${browser.missing}` : browser.executablePath,
    torch: 'skipped' in torch ? `missing: ${torch.skipped}` : `in ${torch.python}`,
  };
}
