import type { measure } from './measure.js';
import type { SpeedRecord } from './speed-record.js';
import type { measureWhole } from './whole/measure-whole.js';

/** Where updates are timed, on a backend that is in use there. */
export interface Bench {
  readonly backend: string;
  /** Why it is this backend, and what it runs on. */
  readonly because: string;
  readonly measure: typeof measure;
  readonly measureWhole: typeof measureWhole;
  environment(): SpeedRecord['environment'];
  close(): Promise<void>;
}
