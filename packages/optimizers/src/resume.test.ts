import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostBackends } from './test/backends.js';

const script = fileURLToPath(new URL('./test/train.mjs', import.meta.url));
const built = fileURLToPath(new URL('../dist/index.js', import.meta.url));
const optimizers = ['sgd', 'momentum', 'adam', 'adamw', 'amsgrad', 'ademamix', 'nagGs', 'inducedMetric'];
const folder = mkdtempSync(join(tmpdir(), 'optimizer-zoo-'));

afterAll(() => rmSync(folder, { recursive: true }));

const train = (...args: string[]) =>
  execFileSync(process.execPath, [script, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

test('the package is built', () => {
  if (!existsSync(built)) throw new Error(`${built} is missing: run 'pnpm run build' first.`);
});

describe.each(hostBackends)('on %s', (backend) => {
  test.each(optimizers)(
    '%s: save, load in a fresh process and train on equals the uninterrupted run bit for bit',
    (name) => {
      const file = join(folder, `${name}-${backend}.json`);
      const whole = train(file, name, backend, 'whole');
      train(file, name, backend, 'first');
      const resumed = train(file, name, backend, 'second');
      expect(JSON.parse(resumed)).toEqual(JSON.parse(whole));
    },
  );
});
