import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { bundleOf, gzipped } from './measure-size.js';

/** What a part of a bundle is worth, in bytes. */
export interface Share {
  readonly part: string;
  readonly minified: number;
  /** By how much the gzipped bundle shrinks when the part is cut out. */
  readonly gzipped: number;
}

const statement = /^(?=(export )?(abstract )?(class|const|function|let)\b)/gm;

/** Marks each statement with its module, in a comment that survives minifying. */
const marks: Plugin = {
  name: 'marks',
  setup({ onLoad }) {
    onLoad({ filter: /packages.*\.ts$/ }, ({ path }) => {
      const [, module] = /packages.(.*)\.ts$/.exec(path)!;
      const text = readFileSync(path, 'utf8').replaceAll(statement, `/*! @module ${module} */\n`);
      return { contents: text, loader: 'ts' };
    });
  },
};

/** The shares of a bundle by parts, the largest first; each module is one unless `partOf` says otherwise. */
export async function sharesOf(
  code: string,
  partOf: (module: string) => string = (module) => module,
): Promise<Share[]> {
  const marked = await bundleOf(code, { legalComments: 'inline', plugins: [marks] });
  const pieces = marked.split('/*! @module ').flatMap((piece, index) => {
    const [module, text] = piece.split(' */', 2);
    return index === 0 ? [] : [{ part: partOf(module), text }];
  });
  const join = (some: typeof pieces) => some.map(({ text }) => text).join('');
  const whole = gzipped(join(pieces));
  const shares = [...new Set(pieces.map(({ part }) => part))].map((part) => ({
    part,
    minified: Buffer.byteLength(join(pieces.filter((piece) => piece.part === part))),
    gzipped: whole - gzipped(join(pieces.filter((piece) => piece.part !== part))),
  }));
  return shares.sort((a, b) => b.gzipped - a.gzipped);
}
