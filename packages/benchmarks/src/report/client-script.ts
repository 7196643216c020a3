import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** What a page can do: all of the report, or ways that are played alone. */
type Entry = 'main' | 'scrub-alone';

const made = new Map<Entry, string>();

/** What runs on a report's page, in one piece: made once in a process, of the modules beside this one. */
export function clientScript(entry: Entry = 'main'): string {
  const script = made.get(entry) ?? bundled(entry);
  made.set(entry, script);
  return script;
}

function bundled(entry: Entry): string {
  const extension = path.extname(import.meta.url); // .js in dist, .ts in src
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`./client/${entry}${extension}`, import.meta.url))],
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
