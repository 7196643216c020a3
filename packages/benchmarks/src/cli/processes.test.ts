// What becomes of processes can only be seen from outside of them; these need `pnpm build`.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { fakeWorker } from '../fixtures/fake-worker.js';
import { readRuns } from '../study/store.js';

const built = (name: string) => path.resolve(process.cwd(), 'packages/benchmarks', name);
const patience = 600_000; // starting a process takes seconds on a busy machine
const folder = mkdtempSync(path.join(tmpdir(), 'zoo-processes-'));

/** Runs a file in Node, to its end if nothing else is done with it. */
function start(file: string, ...args: string[]) {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (data) => (text[stream] += data));
  const end = once(child, 'close').then(([code, signal]) => ({ code, signal, ...text }));
  return { child, end };
}

function script(name: string, text: string): string {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return file;
}

const urlOf = (module: string) => JSON.stringify(pathToFileURL(built(`dist/${module}.js`)));

test(
  'a worker that is stopped is ended all the same, before the process goes on',
  async () => {
    const worker = fakeWorker("answer({ config }); setTimeout(() => process.kill(process.pid, 'SIGSTOP'))");
    const file = script(
      'stopped',
      `import { execFileSync } from 'node:child_process';
import { WorkerProcess } from ${urlOf('study/worker-process')};
const worker = new WorkerProcess(new URL(${JSON.stringify(worker)}));
await worker.run({ config: {} });
const state = () => execFileSync('ps', ['-o', 'stat=', '-p', String(worker.child.pid)], { encoding: 'utf8' });
while (!state().startsWith('T')) await new Promise((resolve) => setTimeout(resolve, 20));
await worker.close();
console.log('went on');`,
    );
    expect(await start(file).end).toMatchObject({ code: 0, stdout: 'went on\n', stderr: '' });
  },
  patience,
);

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('%s ends what can be stopped, with its say and exit code %d', async (signal, code) => {
  const file = script(
    signal,
    `import { stoppable } from ${urlOf('cli/stoppable')};
await stoppable(() => console.log('so far'), () => new Promise((resolve) => {
  setTimeout(resolve, 600_000);
  process.kill(process.pid, '${signal}');
}));
console.log('went on');`,
  );
  expect(await start(file).end).toMatchObject({ code, stdout: 'so far\n' });
});

/** A study of one job with a short run and one that nobody waits for, once that one is in work in a worker. */
async function startLongStudy(name: string) {
  const out = path.join(folder, `${name}.jsonl`);
  const optimizers = 'sgd(learningRate=1e9), sgd(learningRate=1e-9)'; // the first diverges at once
  const size = ['--steps', '10000000', '--seeds', '1', '--tune', '1', '--jobs', '1'];
  const { child, end } = start(
    built('bin/optimizer-zoo.js'),
    'run',
    '-o',
    optimizers,
    '-p',
    'quadratic',
    ...size,
    '--out',
    out,
  );
  while (readRuns(out).runs.size === 0 && child.exitCode === null) await setTimeout(50);
  const [worker] = childrenOf(child);
  return { child, end, out, worker };
}

const childrenOf = ({ pid }: ChildProcess): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid ? [child] : []));

/** Waits until a process is dead, reaped or not; a test that waits in vain runs out of time. */
async function gone(pid: number): Promise<void> {
  const state = () => spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  while (!/^Z?$/.test(state().slice(0, 1))) await setTimeout(50);
}

test(
  'Ctrl-C ends a study of one job in its run: what was done is kept, and it is said how to go on',
  async () => {
    const { child, end, out, worker } = await startLongStudy('interrupted');
    child.kill('SIGINT');
    const { code, stderr } = await end;
    expect(code).toBe(130);
    expect(stderr).toContain(`Stopped. Runs that were done are kept in ${out}; the same command goes on from there.`);
    await gone(worker);
    const { runs, complaints } = readRuns(out);
    expect([runs.size, complaints]).toEqual([1, []]);
    expect(existsSync(`${out}.claims`)).toBe(false);
  },
  patience,
);

test(
  'kill -9 at any time loses nothing but the runs in flight',
  async () => {
    const kills = path.resolve(process.cwd(), 'scripts/kill-study.mjs');
    const { code, stdout, stderr } = await start(kills, '5').end;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^5 kills, .* at the end all, each once\.\n$/);
  },
  patience,
);

test(
  'a worker does not outlive its parent, however that ends',
  async () => {
    const { child, end, worker } = await startLongStudy('killed');
    child.kill('SIGKILL');
    expect(await end).toMatchObject({ signal: 'SIGKILL' });
    await gone(worker);
  },
  patience,
);

test(
  'a run whose process dies has failed, not diverged: it is said which and why, and the exit code is 3',
  async () => {
    const { end, out, worker } = await startLongStudy('failed');
    process.kill(worker, 'SIGKILL');
    const { code, stdout, stderr } = await end;
    expect(code).toBe(3);
    expect(stdout).toContain(`2 runs (0 ok, 1 diverged, 1 failed), kept in ${out}`);
    expect(stdout).toContain(
      'failed: sgd(learningRate=1e-9) on quadratic, seed 0: its process ended with signal SIGKILL',
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(path.join(folder, 'failed-run.html'));
    expect(stderr).toContain('1 of 2 runs failed; the same command tries them again.');
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  },
  patience,
);
