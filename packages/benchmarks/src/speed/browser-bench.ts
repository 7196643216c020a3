import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, isolated, openBrowser } from '@optimizer-zoo/browser';
import { defaultBackend } from '../backends/backend-names.js';
import { environment } from '../backends/environment.js';
import { InputError } from '../cli/input-error.js';
import type { Bench } from './bench.js';
import type { SpeedPage } from './page.js';

const extension = path.extname(import.meta.url); // .js in dist, .ts in src
const entry = fileURLToPath(new URL(`./page${extension}`, import.meta.url));

declare const page: SpeedPage; // in the browser

/** A page in headless Chromium. */
export async function browserBench(asked?: string): Promise<Bench> {
  const backend = asked ?? defaultBackend;
  const found = findBrowser();
  if ('missing' in found) throw new InputError(`--backend ${backend} needs a browser, but ${found.missing}.`);
  const browser = await openBrowser(found.executablePath, { entry, pages: { '/': isolated } });
  try {
    const opened = await browser.open('/');
    const renderer = await opened.evaluate((name) => page.start(name), backend);
    const version = `Chromium ${browser.version}`;
    return {
      backend,
      because: [asked === undefined ? 'the default' : 'as asked', version, renderer].filter(Boolean).join(', '),
      measure: (...asked) => opened.evaluate((given) => page.measure(...given), asked),
      measureWhole: (...asked) => opened.evaluate((given) => page.measureWhole(...given), asked),
      environment: () => ({ ...environment(), backend, browser: version, renderer }),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
