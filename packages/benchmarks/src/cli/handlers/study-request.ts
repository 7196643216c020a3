import type { Study } from '../../study/study.js';

/** What a study command is asked for. */
export interface StudyRequest extends Omit<Study, 'machines'> {
  /** As asked for; else the default. */
  readonly backend?: string;
  /** Runs at a time. */
  readonly jobs: number;
  /** Seconds that a run may take. */
  readonly timeout: number;
  /** MB above which a worker is started anew. */
  readonly workerMemory: number;
  readonly out: string;
  readonly html?: string;
}
