import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { hasRedis, startRedis } from '../../../../scripts/redis-server.mjs';
import { call } from '../fixtures/call.js';
import { makeConfig } from '../fixtures/make-run.js';
import { Claims } from '../study/claims.js';
import { codeVersion } from '../study/code-version.js';
import { withoutTimes } from '../study/merge-runs.js';
import { readRuns } from '../study/store.js';
import { connect } from './connect.js';
import { jobOptions, prefix, queueName, versionKey } from './names.js';
import { passwordVariable, readQueueUrl } from './queue-url.js';
import { statusOf } from './status.js';
import { type WorkOptions, workOff } from './work-off.js';

const why = hasRedis() ? undefined : 'there is no redis-server';
if (why) console.warn(`Tests of the queue are skipped: ${why}.`);
const withRedis = why ? test.skip : test;

const password = 'hunter2-secret';
let redis: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  if (why) return;
  process.env[passwordVariable] = password;
  redis = await startRedis('--requirepass', password);
});
afterAll(() => redis?.close());

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'zoo-queue-'));
const silent = () => {};

/** A database of its own for each test, with what it takes to look into it. */
let databases = 0;
async function open() {
  const url = `${redis.url}/${databases++}`;
  const client = await connect(readQueueUrl(url), silent);
  const queue = new Queue(queueName, { connection: client, prefix });
  const close = async () => {
    await queue.close();
    client.disconnect();
  };
  return { url, client, queue, close };
}

/** A worker in this process, which computes in it. */
async function startWork(url: string, folder: string, more: Partial<WorkOptions> = {}) {
  const client = await connect(readQueueUrl(url), silent);
  const limits = { timeout: 60, memory: 1000 };
  const work = await workOff({ client, shown: url, jobs: 2, limits, folder, tell: silent, ...more });
  work.trouble.catch(silent);
  const close = async () => {
    await work.close();
    client.disconnect();
  };
  return { work, close };
}

const study = ['run', '-o', 'sgd,adam', '-p', 'beale,rosenbrock', '--steps', '30', '--seeds', '4', '--tune', '3'];

withRedis('a study through a queue is the study of one process, and the password is nowhere', async () => {
  const folder = newFolder();
  const { url, queue, client, close } = await open();
  const workers = path.join(folder, 'workers');
  const work = [await startWork(url, workers), await startWork(url, workers)];
  const out = path.join(folder, 'queued.jsonl');
  const said = await call(...study, '--queue', url, '--workers', workers, '--out', out);
  expect(said).toMatchObject({ code: 0 });
  const status = await statusOf(client, queue);
  expect(status).toMatchObject({ studies: [{ runs: 28, done: 28, failed: 0 }], workers: 2, reasons: [] });
  expect(status.jobs).toEqual({ running: 0, waiting: 0, setAside: 0 });

  const alone = path.join(folder, 'alone.jsonl');
  await call(...study, '--jobs', '1', '--out', alone);
  const runsIn = (file: string) => new Map([...readRuns(file).runs].map(([id, run]) => [id, withoutTimes(run)]));
  expect(runsIn(out)).toEqual(runsIn(alone));
  expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(28);

  const again = await call(...study, '--queue', url, '--workers', workers, '--out', out);
  expect(again.complained).not.toContain('are in the queue');
  for (const one of work) await one.close();
  await close();

  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  const texts = files.filter((file) => /\.(jsonl|html)$/.test(file)).map((file) => readFileSync(file, 'utf8'));
  expect(texts.length).toBeGreaterThan(4);
  for (const text of [...texts, JSON.stringify([said, again, status])]) expect(text).not.toContain(password);
});

withRedis('a wrong password is told at once, and not repeated', async () => {
  process.env[passwordVariable] = 'wrong-secret';
  const said = await call('status', '--queue', redis.url);
  process.env[passwordVariable] = password;
  expect(said).toMatchObject({ code: 1, complained: expect.stringMatching(/cannot be used: WRONGPASS/) });
  expect(JSON.stringify(said)).not.toContain('secret');
});

withRedis(
  'a worker of another version than the queue refuses, and one that is handed another version puts it back',
  async () => {
    const { url, client, queue, close } = await open();
    await client.set(versionKey, '0.0.1+other');
    const refused = await call('worker', '--queue', url, '--idle', '1');
    expect(refused.code).toBe(1);
    expect(refused.complained).toContain(`holds runs for version 0.0.1+other; this is ${codeVersion()}`);
    await client.del(versionKey);
    const folder = newFolder();
    const { work, close: end } = await startWork(url, folder);
    const data = { version: '0.0.1+other', study: 'x', command: '', configs: [makeConfig()] };
    await queue.add('x', data, { ...jobOptions, jobId: 'runs-other' });
    await expect(work.trouble).rejects.toThrow(/version 0\.0\.1\+other/);
    await end();
    expect(await queue.getJobState('runs-other')).toBe('waiting');
    expect(readdirSync(folder)).toEqual([]);
    await client.set(versionKey, '0.0.1+other');
    const busy = await call(...study, '--queue', url, '--out', path.join(folder, 'runs.jsonl'));
    expect(busy).toMatchObject({ code: 1, complained: expect.stringContaining('at work for version 0.0.1+other') });
    await close();
  },
);

withRedis(
  'what is no job is set aside at once, what fails is tried three times; both with a reason, and the others go on',
  async () => {
    const folder = newFolder();
    const { url, queue, client, close } = await open();
    await queue.add('x', { eval: 'process.exit()' }, { ...jobOptions, jobId: 'runs-rubbish' });
    const { close: end } = await startWork(url, folder);
    const config = makeConfig({ optimizer: { name: 'noSuch', options: {} }, problem: { name: 'beale' } });
    const data = { version: codeVersion(), study: 'y', command: '', configs: [config, makeConfig({ steps: 2 })] };
    await queue.add('y', data, { ...jobOptions, backoff: 10, jobId: 'runs-failing' });
    while ((await queue.getJobCounts('failed')).failed < 2) await setTimeout(50);
    await end();
    const { reasons } = await statusOf(client, queue);
    expect([...reasons].sort()).toEqual([
      expect.stringMatching(/^1 of 1 run failed: noSuch on beale, seed 0: /),
      expect.stringMatching(/^it is no job of optimizer-zoo: /),
    ]);
    const lines = readdirSync(folder).map((name) =>
      readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n'),
    );
    const statuses = lines.flat().map((line) => JSON.parse(line).status);
    expect(statuses).toEqual(['failed', 'ok', 'failed', 'failed']);
    await close();
  },
);

withRedis('what a queue or a file loses is put in again', async () => {
  const folder = newFolder();
  const { url, queue, client, close } = await open();
  const workers = path.join(folder, 'workers');
  const out = path.join(folder, 'runs.jsonl');
  const running = call(...study, '--queue', url, '--workers', workers, '--out', out);
  while ((await queue.getJobCounts('wait')).wait === 0) await setTimeout(20);
  await client.flushdb();
  const { close: end } = await startWork(url, workers);
  expect(await running).toMatchObject({ code: 0 });
  expect(readRuns(out).runs.size).toBe(28);
  await end();
  await close();
});

withRedis('one results file is for one process', async () => {
  const folder = newFolder();
  const { url, close } = await open();
  const out = path.join(folder, 'runs.jsonl');
  const claims = new Claims(out);
  claims.take('queue');
  expect(await call(...study, '--queue', url, '--out', out)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('Another process takes results from a queue'),
  });
  claims.close();
  await close();
});

withRedis('a queue that is not there is told of, without a stack', async () => {
  const said = await call('status', '--queue', 'redis://127.0.0.1:1');
  expect(said.code).toBe(1);
  expect(said.complained).toBe('The queue at redis://127.0.0.1:1 cannot be used: ECONNREFUSED.');
});
