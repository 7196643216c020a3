import { runOne } from './run-one.js';
import type { Answer, Task } from './worker-process.js';

// A process of its own for runs: it answers each task with a record.
process.on('SIGINT', () => {}); // Ctrl-C is the parent's to handle
process.on('disconnect', () => process.exit()); // the parent is gone, however it went
process.on('message', async ({ config, study }: Task) => {
  const run = await runOne(config, study);
  process.send!({ run, memory: process.memoryUsage.rss() / 2 ** 20 } satisfies Answer);
});
process.send!('ready');
