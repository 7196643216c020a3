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
const page = fileURLToPath(new URL('./page.ts', import.meta.url));
const schedulers = fileURLToPath(new URL('../../../../schedulers/src/index.ts', import.meta.url));

/** Where Chromium is, if it is installed. */
export const findBrowser = (): string | undefined =>
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file && existsSync(file),
  );

/** Opens page.ts in headless Chromium, with software renderers for webgl and webgpu. */
export async function openBrowser(executablePath: string): Promise<{ page: Page; close(): Promise<void> }> {
  const { outputFiles } = await build({
    entryPoints: [page],
    bundle: true,
    write: false,
    format: 'iife',
    alias: { '@optimizer-zoo/schedulers': schedulers },
    logLevel: 'error',
  });
  const files: Readonly<Record<string, [type: string, content: string | Uint8Array]>> = {
    '/': ['text/html', '<!doctype html><script src="/page.js"></script>'],
    '/page.js': ['text/javascript', outputFiles[0].contents],
  };
  const server = createServer(({ url = '' }, response) => {
    const wasm = url.startsWith('/wasm/') && path.join(wasmFolder, path.basename(url));
    const [type, content] = wasm ? ['application/wasm', readFileSync(wasm)] : (files[url] ?? ['text/plain', '']);
    response.setHeader('content-type', type).end(content);
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
  const opened = await browser.newPage();
  await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    page: opened,
    async close() {
      await browser.close();
      server.close();
    },
  };
}
