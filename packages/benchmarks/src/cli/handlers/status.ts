import { clearScreenDown, moveCursor } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { loadQueue, withQueue } from '../../queue/connect.js';
import { prefix, queueName } from '../../queue/names.js';
import { readQueueUrl } from '../../queue/queue-url.js';
import { type QueueStatus, statusOf } from '../../queue/status.js';
import { formatNumber, plural } from '../../report/format.js';
import { columns } from '../columns.js';
import { type Given, single } from '../commands/given.js';
import { formatElapsed } from '../progress.js';
import { print, tell, visibleLine } from '../terminal.js';

const widestCommand = 60;

/** Prints how far a queue is: on a terminal anew each second, until there is nothing left or Ctrl-C is pressed. */
export async function showStatus(given: Given): Promise<void> {
  const address = readQueueUrl(single('queue', given)!);
  await withQueue(
    address,
    (sentence) => tell(visibleLine(sentence)),
    async (client) => {
      const { bullmq } = await loadQueue();
      const queue = new bullmq.Queue(queueName, { connection: client, prefix });
      queue.on('error', () => {}); // `withQueue` tells of it
      if (given.json) return print(JSON.stringify(await statusOf(client, queue), undefined, 2));
      for (let lines = 0; ; await setTimeout(1000)) {
        const status = await statusOf(client, queue);
        const text = statusText(status);
        moveCursor(process.stdout, 0, -lines);
        clearScreenDown(process.stdout);
        print(text);
        lines = text.split('\n').length;
        if (!process.stdout.isTTY || isOver(status)) return;
      }
    },
  );
}

const isOver = ({ jobs, studies }: QueueStatus) =>
  jobs.running + jobs.waiting === 0 && studies.every(({ runs, done }) => done === runs);

export function statusText({ studies, jobs, workers, reasons }: QueueStatus): string {
  const head = ['study', 'runs', 'done', 'failed', 'runs/s', 'time left'];
  const rows = studies.map(({ command, runs, done, failed, rate, left }) => [
    visibleLine(command).slice(0, widestCommand),
    String(runs),
    String(done),
    String(failed),
    rate === undefined ? '–' : formatNumber(rate),
    left === undefined ? '–' : formatElapsed(Math.ceil(left)),
  ]);
  return [
    ...(rows.length > 0 ? columns([head, ...rows]) : ['No study is in the queue.']),
    `${plural(jobs.running, 'job')} running, ${jobs.waiting} waiting, ${jobs.setAside} set aside; ${plural(workers, 'worker')}`,
    ...reasons.map((reason) => visibleLine(`set aside: ${reason}`)),
  ].join('\n');
}
