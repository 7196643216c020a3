// What a command of the benchmarks takes, on Linux.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../packages/benchmarks/bin/optimizer-zoo.js', import.meta.url));

/** Seconds on the clock and of the processor, and megabytes of memory at most. */
export async function measured(...args) {
  const start = performance.now();
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exit = once(child, 'exit');
  let [megabytes, seconds, isOver] = [0, 0, false];
  exit.then(() => {
    isOver = true;
  });
  while (!isOver) {
    megabytes = Math.max(megabytes, residentMegabytes(child.pid));
    seconds = Math.max(seconds, processorSeconds(child.pid));
    await Promise.race([exit, setTimeout(50)]);
  }
  if (child.exitCode !== 0) throw new Error(`optimizer-zoo ${args.join(' ')} ended with ${child.exitCode}.`);
  return { megabytes, seconds, elapsed: (performance.now() - start) / 1000 };
}

/** The same as a sentence. */
export const told = ({ megabytes, seconds, elapsed }) =>
  `${elapsed.toFixed(1)} s, ${seconds.toFixed(1)} s of processor time, ${Math.round(megabytes)} MB of memory`;

function residentMegabytes(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function processorSeconds(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(') ')[1]
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return (user + system) / 100; // a clock tick is a hundredth of a second
  } catch {
    return 0;
  }
}
