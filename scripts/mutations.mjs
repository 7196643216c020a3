// Puts one fault after the other into a copy of the sources, and says whether the tests that should see it do:
//
//     node scripts/mutations.mjs [part of a name]
//
// Exits with 1 if one survives. The tests must pass without a fault: that is for `test` to say.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutations } from './mutations-list.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'mutations-'));
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/** What git knows, with the packages that are installed here. */
function copySources() {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of listed.split('\n').filter(Boolean)) cpSync(join(root, file), join(copy, file));
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  for (const folder of ['.', 'examples', ...packages])
    symlinkSync(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'));
}

/** How many tests passed and failed, and what could not be run at all. */
function run({ tests, only = '' }) {
  const output = join(copy, 'result.json');
  const paths = tests.map((path) => join('packages', path));
  const options = ['--runInBand', '--silent', '--json', '--outputFile', output, '-t', only];
  const { stderr } = spawnSync(process.execPath, [...jest, ...paths, ...options], { cwd: copy, encoding: 'utf8' });
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(output, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, broken: numRuntimeErrorTestSuites };
  } catch {
    throw new Error(`jest gave no result: ${stderr}`);
  } finally {
    rmSync(output, { force: true });
  }
}

function verdictOn(mutation) {
  const { file, from, to } = mutation;
  const path = join(copy, 'packages', file);
  const text = readFileSync(path, 'utf8');
  const places = text.split(from).length - 1;
  if (places !== 1) return `cannot be made: its text stands ${places} times in ${file}`;
  try {
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    const { passed, failed, broken } = run(mutation);
    if (broken > 0 || passed + failed === 0) return 'cannot be judged: no test runs';
    return failed > 0 ? `caught by ${failed} of ${passed + failed}` : `SURVIVED ${passed} tests`;
  } finally {
    writeFileSync(path, text);
  }
}

copySources();
const [, , wanted = ''] = process.argv;
let missed = 0;
try {
  for (const mutation of mutations.filter(({ name }) => name.includes(wanted))) {
    const start = Date.now();
    const verdict = verdictOn(mutation);
    if (!verdict.startsWith('caught')) missed++;
    console.log(`${mutation.name}: ${verdict} (${Math.round((Date.now() - start) / 1000)} s)`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
process.exitCode = missed > 0 ? 1 : 0;
