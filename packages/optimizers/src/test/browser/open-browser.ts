import { fileURLToPath } from 'node:url';
import * as shared from '../../../../benchmarks/src/browser/open-browser.js';

/** Opens a page's script, served in the ways that tests need, with software renderers on every machine. */
export const openBrowser = (
  executablePath: string,
  script = new URL('./page.ts', import.meta.url),
): Promise<shared.Browser> =>
  shared.openBrowser(executablePath, {
    entry: fileURLToPath(script),
    alias: {
      '@optimizer-zoo/schedulers': fileURLToPath(new URL('../../../../schedulers/src/index.ts', import.meta.url)),
    },
    pages: {
      '/': {},
      '/isolated': shared.isolated,
      /** Nothing may make code at run time, WebAssembly included. */
      '/strict': { 'Content-Security-Policy': "script-src 'self'" },
    },
    flags: ['--use-webgpu-adapter=swiftshader', '--use-angle=swiftshader'],
  });
