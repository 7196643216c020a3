import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']
  .concat(readdirSync(path.join(root, 'docs')).map((file) => `docs/${file}`))
  .concat(readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}/README.md`))
  .filter((file) => file.endsWith('.md'));

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The part of an address that a heading gets. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (file: string) => [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

test.each(pages)('every link of %s leads somewhere', (page) => {
  const broken = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [to, anchor] = target.split('#');
      const file = to === '' ? page : path.join(path.dirname(page), to);
      if (!existsSync(path.join(root, file))) return true;
      return anchor !== undefined && !anchorsIn(file).includes(anchor);
    });
  expect(broken).toEqual([]);
});

test('examples in the documentation call operations as functions, so that they run on tfjs-core alone', () => {
  const blocks = pages.flatMap((page) => [...read(page).matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code));
  expect(blocks.length).toBeGreaterThan(10);
  const sources = readdirSync(path.join(root, 'examples'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => read(`examples/${file}`));
  const chained =
    /\b(?:tf\.\w+\([^;]*\)|x|y)\.(?:add|sub|mul|div|square|sqrt|sum|mean|sin|cos|abs|matMul|reshape|max|min|neg|exp|log)\(/;
  for (const code of [...blocks, ...sources]) {
    const outsideRules = code.replace(/update\([\s\S]*?\n {2}\}/g, '');
    expect(chained.exec(outsideRules)?.[0]).toBeUndefined();
  }
});
