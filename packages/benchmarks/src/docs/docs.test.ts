import { readFileSync } from 'node:fs';
import type { AnyRule, AnyWrapper } from '@optimizer-zoo/optimizers';
import * as zoo from '@optimizer-zoo/optimizers';
import { ofMainEntry } from '../card/cards.js';
import { replaceBetween } from '../export/markdown-parts.js';
import { factoriesText, float64FactoriesText } from './factories.js';
import { optimizerPage } from './optimizers.js';
import { studySchema } from './study-schema.js';
import { written } from './written.js';

const read = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
const remedy = 'Run `npx -y pnpm@10.34.9 run docs`.';

test.each(written.map(({ file, name, content }) => [file, name, content] as const))(
  `%s: what it says of %s is what the code says. If not: ${remedy}`,
  (file, name, content) => {
    const page = read(file);
    expect(replaceBetween(page, name, content())).toBe(page);
  },
);

test(`docs/optimizers.md is what the rules say. If not: ${remedy}`, () => {
  expect(read('docs/optimizers.md')).toBe(optimizerPage());
});

test(`the factories are those of the rules and wrappers. If not: ${remedy}`, () => {
  expect(read('packages/optimizers/src/factories.ts')).toBe(factoriesText('packages/optimizers/src'));
  expect(read('packages/optimizers/src/float64/factories.ts')).toBe(float64FactoriesText('packages/optimizers/src'));
});

test(`the schema of study files is what is checked. If not: ${remedy}`, () => {
  expect(read('packages/benchmarks/study.schema.json')).toBe(studySchema());
});

test('each factory brings the parts that its rule or wrapper needs, and no others', () => {
  const text = read('packages/optimizers/src/factories.ts');
  const declared = Object.entries(zoo) as unknown as [string, { rule?: AnyRule; wrapper?: AnyWrapper }][];
  const needed = declared.flatMap(([name, { rule, wrapper }]) => {
    const thing = rule ?? wrapper;
    if (!thing) return [];
    const { gradientAt, evaluateAt, onlyIf } = thing;
    const parts = {
      fusion: rule && !rule.slotShapes,
      words: rule?.slotShapes,
      measuring: gradientAt || rule?.needs,
      moving: gradientAt || evaluateAt,
      forms: onlyIf,
      tfState: rule?.tfSlots,
    };
    return [[name, Object.entries(parts).flatMap(([part, isNeeded]) => (isNeeded ? [part] : []))]];
  });
  const brought = needed.map(([name]) => {
    const [, parts = ''] = new RegExp(`const ${name} = .*?withParts\\(\\w+, ([^)]*)\\)`).exec(text) ?? [];
    return [name, parts.split(', ').filter(Boolean)];
  });
  expect(needed.length).toBeGreaterThan(60);
  expect(brought).toEqual(needed);
});

test('the README has every optimizer in one family, and is short', () => {
  const readme = read('README.md');
  const linked = [...readme.matchAll(/\[`(\w+)`\]\(docs\/optimizers\.md#(\w+)\)/g)].map(([, name, anchor]) => [
    name,
    anchor,
  ]);
  const experimental = 'aegdPreconditioned';
  const expected = ofMainEntry.filter((name) => name !== experimental).map((name) => [name, name.toLowerCase()]);
  expect(linked.sort()).toEqual(expected.sort());
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(8 * 1024);
});

test('a text without the markers is refused', () => {
  expect(() => replaceBetween('# Title', 'optimizers', 'x')).toThrow('There is no <!-- optimizers -->');
});
