import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from './root.js';

const folder = inRepository('site/start');
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));
const imported = /import \{ ([^}]+) \} from '(@optimizer-zoo\/[^']+)'/g;

test.each(pages)('what %s imports is there', async (file) => {
  for (const [, names, from] of readFileSync(path.join(folder, file), 'utf8').matchAll(imported)) {
    const known = Object.keys(await import(from));
    expect(known).toEqual(expect.arrayContaining(names.split(', ')));
  }
});

test.each(pages)('the examples that %s shows are there', (file) => {
  for (const [, example] of readFileSync(path.join(folder, file), 'utf8').matchAll(/^<<< (\S+)\{js\}$/gm)) {
    expect(existsSync(path.join(folder, example))).toBe(true);
  }
});
