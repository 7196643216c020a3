import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The examples run as a user would run them: on the built packages.
const folder = new URL('./', import.meta.url);
const scripts = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
const tests = scripts.filter((file) => file.endsWith('.test.mjs'));
const examples = scripts.filter((file) => !tests.includes(file));

const run = (file: string) =>
  execFileSync(process.execPath, [fileURLToPath(new URL(file, folder))], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

test.each(examples)('%s runs, and its last number says that it converged', (file) => {
  const last = Number(/(\S+)\s*$/.exec(run(file))?.[1]);
  expect(last).toBeLessThan(0.1);
});

test.each(tests)('%s passes', (file) => {
  const said = run(file); // throws where a test fails
  expect(said).toContain('takes one kernel for each pass');
  expect(said).toMatch(/fail 0\n/);
});

test('the README shows drop-in.mjs as it is', () => {
  const readme = readFileSync(new URL('../README.md', folder), 'utf8');
  expect(readme).toContain(readFileSync(new URL('drop-in.mjs', folder), 'utf8'));
});
