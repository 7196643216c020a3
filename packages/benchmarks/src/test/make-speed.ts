import type { SpeedRecord } from '../speed/speed-record.js';
import { makeRun } from './make-run.js';

/** A stored measurement with no measuring behind it: tf takes 8 times as long as the zoo, torch twice as long. */
export const makeSpeed = (changes: Partial<SpeedRecord> = {}): SpeedRecord => ({
  rule: 'adam',
  algebra: 'exact',
  variables: 1,
  elements: 1000,
  rounds: 3,
  milliseconds: { zoo: 0.5, builtIn: 4, copy: 0.25 },
  ratio: 8,
  range: [6, 9],
  bytes: { state: 8, traffic: 28 },
  kernels: { zoo: 1, builtIn: 18 },
  tensors: { zoo: 0, builtIn: 17 },
  torch: { version: '2.0', milliseconds: 1, foreach: true },
  environment: makeRun().environment,
  command: 'optimizer-zoo speed --optimizer adam',
  ...changes,
});
