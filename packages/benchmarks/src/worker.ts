import type { RunConfig } from './run-config.js';
import { runOne } from './run-one.js';
import type { RunRecord, StudyInfo } from './run-record.js';

process.on('SIGINT', () => {}); // Ctrl-C is the parent's to handle

/** What a worker process does for each task. */
export default ({ config, study }: { config: RunConfig; study: StudyInfo }): Promise<RunRecord> =>
  runOne(config, study);
