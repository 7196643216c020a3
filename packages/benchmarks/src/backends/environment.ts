import os from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { codeVersion } from '../study/code-version.js';
import type { RunRecord } from '../study/run-record.js';

/** Where and when a run was made: on tf's present backend, unless another machine is named. */
export const environment = (backend = tf.getBackend() ?? 'none'): RunRecord['environment'] => ({
  date: new Date().toISOString(),
  version: codeVersion(),
  node: process.version,
  tfjs: tf.version.tfjs,
  backend,
  platform: `${os.platform()} ${os.arch()}`,
  cpu: cpuModel(),
});

let known: string | undefined;

/** Asked once, as that takes as long as a short run. */
function cpuModel(): string {
  known ??= os.cpus()[0]?.model.trim() ?? 'unknown';
  return known;
}
