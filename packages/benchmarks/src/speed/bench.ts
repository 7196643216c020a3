import type { measure } from './measure.js';
import type { SpeedRecord } from './speed-record.js';

/** Where updates are timed, on a backend that is in use there. */
export interface Bench {
  readonly backend: string;
  /** Why it is this backend, and what it runs on. */
  readonly because: string;
  readonly measure: typeof measure;
  environment(): SpeedRecord['environment'];
  close(): Promise<void>;
}
