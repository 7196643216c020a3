import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let made: string | undefined;

/** What runs on a page of figures, in one piece: made once in a process, of the modules beside this one. */
export function clientScript(): string {
  made ??= bundled();
  return made;
}

const here = (file: string) => fileURLToPath(new URL(`./client/${file}`, import.meta.url));

function bundled(): string {
  const extension = path.extname(import.meta.url); // .js in dist, .ts in src
  const { outputFiles } = buildSync({
    entryPoints: [here(`main${extension}`)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    alias: { linkedom: here(`page-document${extension}`) },
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text.trim().replaceAll('</script', '<\\/script');
}
