import { readFileSync } from 'node:fs';
import os from 'node:os';
import * as tf from '@tensorflow/tfjs';
import type { RunRecord } from './run-record.js';

/** Version of this package. */
export const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** Where and when a run was made. */
export const environment = (): RunRecord['environment'] => ({
  date: new Date().toISOString(),
  version,
  node: process.version,
  tfjs: tf.version.tfjs,
  backend: tf.getBackend() ?? 'none',
  platform: `${os.platform()} ${os.arch()}`,
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
});
