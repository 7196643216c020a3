import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { introduction } from '@optimizer-zoo/testbed';
import { defaultProblems } from './commands/study-options.js';

const command = path.resolve(process.cwd(), 'packages/benchmarks/bin/optimizer-zoo.js'); // needs `pnpm build`
const dataUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

/** Makes Node tell every module that it loads. */
const telling = dataUrl(`import { register } from 'node:module';
register(${JSON.stringify(
  dataUrl(`import { writeSync } from 'node:fs';
export function load(url, context, next) { writeSync(2, 'loads ' + url + '\\n'); return next(url, context); }`),
)});`);

/** What takes long to load. */
const heavy = [
  '@tensorflow/tfjs',
  'packages/optimizers',
  'packages/testbed',
  'packages/schedulers',
  '@observablehq/plot',
  'linkedom',
  'playwright-core',
  'esbuild',
  'tinypool',
];

function heavyOf(...args: string[]): string[] {
  const { stderr } = spawnSync(process.execPath, ['--import', telling, command, ...args], { encoding: 'utf8' });
  const loaded = stderr.split('\n').filter((line) => line.startsWith('loads file:'));
  expect(loaded.some((line) => line.endsWith('/main.js'))).toBe(true);
  return heavy.filter((name) => loaded.some((line) => line.includes(`/${name}/`)));
}

test.each([
  [['--help']],
  [['--version']],
  [['walk']],
  [['run', '--speed', '3']],
  ...'run race report merge compare export doctor list card speed schedules landscape theory reproduce diagnose'
    .split(' ')
    .map((name) => [[name, '--help']]),
])('%j loads nothing that takes long', (args) => {
  expect(heavyOf(...args)).toEqual([]);
});

test.each([
  [['list', 'problems'], 'packages/testbed', 'packages/optimizers'],
  [['list', 'optimizers'], 'packages/optimizers', 'packages/testbed'],
  [['card', 'adam'], 'packages/optimizers', 'packages/testbed'],
])('%j loads %s, but not %s, and nothing to draw or to run', (args, needed, other) => {
  const found = heavyOf(...args);
  expect(found).toContain(needed);
  const idle = [other, '@observablehq/plot', 'linkedom', 'playwright-core', 'esbuild', 'tinypool'];
  expect(found.filter((name) => idle.includes(name))).toEqual([]);
});

test('what help tells of the libraries without loading them is so', () => {
  expect(defaultProblems).toEqual(introduction.map(({ name }) => name));
});
