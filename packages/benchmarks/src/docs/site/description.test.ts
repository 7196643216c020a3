import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { descriptions } from './description.js';

test('what sources say of what they export becomes Markdown', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'descriptions-'));
  mkdirSync(path.join(folder, 'inner'));
  writeFileSync(
    path.join(folder, 'inner', 'one.ts'),
    `/** Not exported. */
const hidden = 1;

/**
 * Steps down, as {@link other} does, while a < b.
 *
 *     x ← x − {{η}} g
 *
 * @throws if told to.
 */
export const one = hidden;
`,
  );
  writeFileSync(path.join(folder, 'one.test.ts'), '/** Of a test. */\nexport const two = 1;\n');
  const found = descriptions(folder);
  expect([...found.keys()]).toEqual(['one']);
  expect(found.get('one')).toBe(
    'Steps down, as `other` does, while a &lt; b.\n\n    x ← x − {{η}} g\n\n**Throws** if told to.',
  );
});
