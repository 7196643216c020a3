import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const wasmFolder = path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
const entry = fileURLToPath(new URL('./page.ts', import.meta.url));
const schedulers = fileURLToPath(new URL('../../../../schedulers/src/index.ts', import.meta.url));

/** Where Chromium is, if it is installed. */
export const findBrowser = (): string | undefined =>
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file && existsSync(file),
  );

/** The ways in which the page is served, by path. */
const headers: Readonly<Record<string, Record<string, string>>> = {
  '/': {},
  /** Threads, and so shared memory, are to be had only so. */
  '/isolated': { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  /** Nothing may make code at run time, WebAssembly included. */
  '/strict': { 'Content-Security-Policy': "script-src 'self'" },
};

export interface Browser {
  open(path: keyof typeof headers): Promise<Page>;
  close(): Promise<void>;
}

/** Serves page.ts, and opens it in headless Chromium with software renderers for webgl and webgpu. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    alias: { '@optimizer-zoo/schedulers': schedulers },
    logLevel: 'error',
  });
  const server = createServer(({ url = '' }, response) => {
    const send = (type: string, content: string | Uint8Array) => response.setHeader('content-type', type).end(content);
    for (const [name, value] of Object.entries(headers[url] ?? headers['/isolated'])) response.setHeader(name, value);
    if (url in headers) send('text/html', '<!doctype html><script src="/page.js"></script>');
    else if (url === '/page.js') send('text/javascript', outputFiles[0].contents);
    else if (url.startsWith('/wasm/'))
      send('application/wasm', readFileSync(path.join(wasmFolder, path.basename(url))));
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    async open(url) {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${url}`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
