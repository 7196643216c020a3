import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let made: string | undefined;

/** What runs on a page of figures, in one piece: made once in a process, of the modules beside this one. */
export function clientScript(): string {
  made ??= bundled();
  return made;
}

function bundled(): string {
  const extension = path.extname(import.meta.url); // .js in dist, .ts in src
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`./client/main${extension}`, import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text.trim().replaceAll('</script', '<\\/script');
}
