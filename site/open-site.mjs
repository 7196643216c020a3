// The built site, served, and Chromium to open its pages in: for checks.
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { findBrowser } from '../packages/browser/dist/index.js';

export async function openSite(outDir = '.vitepress/dist') {
  const { executablePath, missing } = findBrowser();
  if (missing) throw new Error(missing);
  const server = await preview({ build: { outDir }, preview: { port: 0 }, appType: 'mpa', logLevel: 'error' });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const base = server.resolvedUrls.local[0].replace(/\/$/, '');
  return {
    browser,
    /** Of a page by its clean address. */
    urlOf: (address) => `${base}${address === '/' ? '/' : `${address.replace(/\/$/, '/index')}.html`}`,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
