import { readFileSync } from 'node:fs';
import { everyRule } from '../fixtures/every-rule.js';
import { egn, gnsNewton, lbfgs, levenbergMarquardt, sgn } from '../index.js';

const read = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
const pinned = new Map(
  [...read('references/requirements.txt').matchAll(/^([\w-]+)==(\S+)$/gm)].map(([, a, b]) => [a, b]),
);
const agreeing = read('docs/references.md').split('## Packages that differ')[0];

const methods = [egn, gnsNewton, lbfgs, levenbergMarquardt, sgn].map(({ method }) => method);
const checked = new Map(
  [...everyRule.map(([, rule]) => rule), ...methods].map((one) => [one.name, one.checkedAgainst]),
);
const named = [...checked].flatMap(([name, text = '']) =>
  [...text.matchAll(/([a-z][a-z-]+) (\d[\d.]*\d)/g)]
    .filter(([, library]) => pinned.has(library))
    .map(([, library, version]) => [name, library, version] as const),
);

test('many rules are checked against a package', () => expect(named.length).toBeGreaterThan(30));

test.each(named)('%s is checked against %s %s, as references/ has it, which agrees', (_name, library, version) => {
  expect(pinned.get(library)).toBe(version);
  expect(agreeing).toContain(`| ${library} ${version} `);
});
