import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { withQueue } from '../../queue/connect.js';
import { readQueueUrl } from '../../queue/queue-url.js';
import { checkVersion } from '../../queue/version.js';
import { type Work, type WorkOptions, workOff } from '../../queue/work-off.js';
import { plural } from '../../report/format.js';
import { limits } from '../../study/study-file.js';
import { type Given, single, wholeNumber } from '../commands/given.js';
import { stopRequest } from '../stoppable.js';
import { tell, visibleLine } from '../terminal.js';
import { readSeconds } from './read-request.js';

/** Milliseconds that giving back may take: it waits for ever where the queue is away. */
const patience = 10_000;
/** Milliseconds between two lines on how far it is. */
const rhythm = 60_000;

/** Works off a queue until it is stopped, or has been idle for as long as asked. */
export async function runWorker(given: Given): Promise<void> {
  const address = readQueueUrl(single('queue', given)!);
  const say = (sentence: string) => tell(visibleLine(sentence));
  const asked = {
    shown: address.shown,
    jobs: given.jobs === undefined ? availableParallelism() : wholeNumber('jobs', given, limits.jobs),
    limits: {
      timeout: readSeconds('timeout', given),
      memory: wholeNumber('worker-memory', given, limits.memory),
    },
    folder: single('out', given)!,
    ...(given.rate !== undefined && { rate: wholeNumber('rate', given, 1_000_000) }),
    tell: say,
  } satisfies Omit<WorkOptions, 'client'>;
  const idle = given.idle === undefined ? Number.POSITIVE_INFINITY : readSeconds('idle', given);
  const code = await withQueue(address, say, async (client) => {
    await checkVersion(client, address.shown);
    const work = await workOff({ ...asked, client });
    say(`Working off the queue at ${address.shown}, ${plural(asked.jobs, 'run')} at a time, into ${asked.folder}.`);
    const report = setInterval(() => say(`So far ${doneBy(work)}.`), rhythm);
    try {
      const isAway = () => client.status !== 'ready';
      return await Promise.race([stopRequest(), work.trouble, idleFor(idle, work, isAway)]);
    } finally {
      clearInterval(report);
      await Promise.race([work.close(), pause(patience)]);
      say(`Done: ${doneBy(work)}.`);
      unheld(() => process.exit(), 1000); // connections to a queue that is away would be tried again and again
    }
  });
  if (code !== 0) process.exit(code);
}

/** Resolves when nothing has been in work for so many seconds, while there was a queue. */
async function idleFor(seconds: number, { counts }: Work, isAway: () => boolean): Promise<number> {
  for (let [since, jobs] = [Date.now(), 0]; Date.now() - since < seconds * 1000; await pause(100)) {
    if (counts.busy === 0 && counts.jobs === jobs && !isAway()) continue;
    [since, jobs] = [Date.now(), counts.jobs];
  }
  return 0;
}

/** Neither keeps the process from ending. */
const pause = (ms: number) => setTimeout(ms, undefined, { ref: false });
const unheld = (act: () => void, ms: number) => void pause(ms).then(act);

const doneBy = ({ counts: { jobs, runs, failed } }: Work): string =>
  `${plural(runs, 'run')} in ${plural(jobs, 'job')}${failed > 0 ? `, ${failed} failed` : ''}`;
