import type { Redis } from 'ioredis';
import { loadQueue, withQueue } from '../../queue/connect.js';
import { prefix, queueName } from '../../queue/names.js';
import { agreedTimes, planKey } from '../../queue/plan.js';
import { queueContext } from '../../queue/queue-context.js';
import { readQueueUrl } from '../../queue/queue-url.js';
import { noteStudy } from '../../queue/study-notes.js';
import { claimVersion } from '../../queue/version.js';
import { Claims } from '../../study/claims.js';
import type { ResultsFile } from '../../study/results-file.js';
import type { RunRecord } from '../../study/run-record.js';
import { secondsIn } from '../../study/run-times.js';
import { runCount, runStudy, type Study } from '../../study/study.js';
import { CommandError } from '../command-error.js';
import { type Given, single, wholeNumber } from '../commands/given.js';
import { defaultWorkersFolder } from '../commands/queue-option.js';
import { repeatCommand } from '../commands/repeat-command.js';
import { stoppedSentence } from '../commands/study-summary.js';
import { showProgress } from '../progress.js';
import { stoppable } from '../stoppable.js';
import { tell, visibleLine } from '../terminal.js';

const lowestPriority = 2_000_000;

/** Puts a study into a queue, and waits until its workers have done it. */
export async function executeQueued(study: Study, results: ResultsFile, given: Given): Promise<RunRecord[]> {
  const address = readQueueUrl(single('queue', given)!);
  const folder = single('workers', given) ?? defaultWorkersFolder;
  const priority = given.priority === undefined ? undefined : wholeNumber('priority', given, lowestPriority);
  const say = (sentence: string) => tell(visibleLine(sentence));
  const claims = new Claims(results.file);
  if (!claims.take('queue')) {
    throw new CommandError(
      `Another process takes results from a queue into ${results.file}; give another path by --out.`,
    );
  }
  const close = () => claims.close();
  return stoppable(
    () => {
      close();
      tell(stoppedSentence(results));
    },
    () => withQueue(address, say, (client) => execute(client)).finally(close),
  );

  async function execute(client: Redis): Promise<RunRecord[]> {
    const { bullmq } = await loadQueue();
    const queue = new bullmq.Queue(queueName, { connection: client, prefix });
    queue.on('error', () => {}); // `withQueue` tells of it
    await claimVersion(client, queue, address.shown);
    const [key, command, total] = [planKey(study), repeatCommand(study), runCount(study)];
    const secondsOf = secondsIn(study, await agreedTimes(client, key, study));
    await noteStudy(client, key, command, total);
    const progress = showProgress(total);
    const info = { command, jobs: 1 };
    try {
      const context = queueContext({
        client,
        queue,
        key,
        info,
        secondsOf,
        results,
        folder,
        priority,
        progress,
        tell: say,
      });
      return await runStudy(study, context);
    } finally {
      progress.stop();
    }
  }
}
