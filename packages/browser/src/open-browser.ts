import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';

const wasmFolder = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);

type Headers = Readonly<Record<string, string>>;

/** Threads, shared memory, and a clock of 5 µs, are to be had only so. */
export const isolated: Headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export interface Site {
  /** The module that is bundled as the script of every page. */
  readonly entry: string;
  /** Modules that stand for others in the bundle. */
  readonly alias?: Record<string, string>;
  /** The pages by path, each with the headers under which it is served. */
  readonly pages: Readonly<Record<string, Headers>>;
  /** Flags of Chromium. */
  readonly flags?: readonly string[];
}

export interface Browser {
  readonly version: string;
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Webgl and webgpu in headless Chromium: on software where there is no GPU that it can use. */
const flags = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-gpu-watchdog', // a software renderer on a busy machine is slow, not hung
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Milliseconds after which a browser that does not start, or a page that does not come, is given up: no sooner on any machine. */
const timeout = 600_000;

/** Serves a site, with tf's wasm files under `/wasm/`, and opens its pages in headless Chromium. */
export async function openBrowser(executablePath: string, site: Site): Promise<Browser> {
  const { outputFiles } = await build({
    entryPoints: [site.entry],
    bundle: true,
    write: false,
    format: 'esm',
    alias: site.alias,
    logLevel: 'error',
  });
  const server = createServer(({ url = '' }, response) => {
    const send = (type: string, content: string | Uint8Array) => response.setHeader('content-type', type).end(content);
    for (const [name, value] of Object.entries(site.pages[url] ?? isolated)) response.setHeader(name, value);
    if (url in site.pages) send('text/html', '<!doctype html><script type="module" src="/page.js"></script>');
    else if (url === '/page.js') send('text/javascript', outputFiles[0].contents);
    else if (url.startsWith('/wasm/'))
      send('application/wasm', readFileSync(path.join(wasmFolder, path.basename(url))));
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const browser = await chromium.launch({ executablePath, args: [...flags, ...(site.flags ?? [])], timeout });
    return {
      version: browser.version(),
      async open(url) {
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${url}`, { timeout });
        return page;
      },
      async close() {
        await browser.close();
        server.close();
      },
    };
  } catch (error) {
    server.close();
    throw error;
  }
}
