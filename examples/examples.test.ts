import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// The examples run as a user would run them: on the built packages.
const folder = new URL('./', import.meta.url);
const scripts = [...readdirSync(folder), 'worker/main.mjs'].filter((file) => file.endsWith('.mjs'));
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

test.each(['drop-in.mjs', 'minimize.mjs'])('the README shows %s as it is', (file) => {
  const readme = readFileSync(new URL('../README.md', folder), 'utf8');
  expect(readme).toContain(readFileSync(new URL(file, folder), 'utf8'));
});

test('minimize.mjs runs where no tfjs is installed', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'optimizer-zoo-'));
  try {
    for (const name of ['schedulers', 'optimizers']) {
      for (const part of ['dist', 'package.json']) {
        const from = fileURLToPath(new URL(`../packages/${name}/${part}`, folder));
        cpSync(from, path.join(project, 'node_modules', '@optimizer-zoo', name, part), { recursive: true });
      }
    }
    const script = path.join(project, 'minimize.mjs');
    cpSync(fileURLToPath(new URL('minimize.mjs', folder)), script);
    const said = execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    expect(said).toMatch(/^x = 0\.9|^x = 1/);
  } finally {
    rmSync(project, { recursive: true });
  }
});
