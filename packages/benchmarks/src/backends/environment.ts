import os from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { codeVersion } from '../study/code-version.js';
import type { RunRecord } from '../study/run-record.js';

/** Where and when a run was made. */
export const environment = (): RunRecord['environment'] => ({
  date: new Date().toISOString(),
  version: codeVersion(),
  node: process.version,
  tfjs: tf.version.tfjs,
  backend: tf.getBackend() ?? 'none',
  platform: `${os.platform()} ${os.arch()}`,
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
});
