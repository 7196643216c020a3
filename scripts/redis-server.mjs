// A redis-server of one's own, for tests and for scripts: on a free port of this machine, its files in a folder of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Whether there is one to start. */
export const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

/** Starts a server that keeps what it is told over a restart; `more` are further options of redis-server. */
export async function startRedis(...more) {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'zoo-redis-'));
  const settings = ['--bind', '127.0.0.1', '--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
  let child;
  const start = async () => {
    child = spawn('redis-server', ['--port', String(port), '--dir', folder, ...settings, ...more], { stdio: 'ignore' });
    await answers(port, child);
  };
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until somebody takes calls there. */
async function answers(port, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with exit code ${child.exitCode}.`);
    const socket = connect(port, '127.0.0.1');
    const isThere = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isThere) return;
    await setTimeout(20);
  }
}
