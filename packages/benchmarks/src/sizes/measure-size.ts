import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';

/** Packages that are bundled; all others, and tfjs, stay outside unless they are one of these packages' own dependencies. */
export const packageNames = ['schedulers', 'optimizers', 'testbed'] as const;
export type PackageName = (typeof packageNames)[number];

const folder = (name: string) => new URL(`../../../${name}/`, import.meta.url);
const manifest = (name: string) =>
  JSON.parse(readFileSync(new URL('package.json', folder(name)), 'utf8')) as {
    exports: Record<string, { import?: { default: string }; default?: string } | string>;
  };

/** A package's entries by the name under which they are imported, each with its source file. */
export function entriesOf(name: PackageName): Record<string, string> {
  const built = Object.entries(manifest(name).exports).flatMap(([path, target]) => {
    const file = typeof target === 'string' ? undefined : (target.import?.default ?? target.default);
    return file?.endsWith('.js') ? [[path.slice(1), file] as const] : [];
  });
  return Object.fromEntries(
    built.map(([path, file]) => [
      `@optimizer-zoo/${name}${path}`,
      fileURLToPath(new URL(file.replace('./dist/', './src/').replace(/\.js$/, '.ts'), folder(name))),
    ]),
  );
}

const alias = Object.assign({}, ...packageNames.map(entriesOf).reverse()) as Record<string, string>;

/** What a page loads for a line such as `export { adam } from '@optimizer-zoo/optimizers'`, without tfjs and what Node has itself. */
export async function bundleOf(code: string, further: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(folder('benchmarks')) },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    alias: Object.fromEntries(Object.entries(alias).sort(([a], [b]) => b.length - a.length)),
    external: ['@tensorflow/*', 'node:*'],
    logLevel: 'error',
    ...further,
  });
  return outputFiles![0].text;
}

export const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

/** Bytes of the bundle, minified and gzipped, schedules and dependencies included. */
export const sizeOf = async (code: string): Promise<number> => gzipped(await bundleOf(code));

/** The size of everything that an entry exports. */
export const sizeOfEntry = (entry: string): Promise<number> => sizeOf(`export * from '${entry}'; import '${entry}';`);
