import { type RunConfig, runId } from '../run-config.js';
import type { RunRecord } from '../run-record.js';

export const makeConfig = (changes: Partial<RunConfig> = {}): RunConfig => ({
  optimizer: { name: 'adam', options: { learningRate: 0.1 } },
  problem: { name: 'rosenbrock' },
  seed: 0,
  steps: 100,
  backend: 'cpu',
  ...changes,
});

/** A stored run that went from 24.2 to `end`, with no run behind it. */
export function makeRun(changes: Partial<RunConfig> = {}, end: number | null = 0.5, more: Partial<RunRecord> = {}) {
  const config = makeConfig(changes);
  const run: RunRecord = {
    id: runId(config),
    config,
    status: end === null ? 'diverged' : 'ok',
    ...(end === null ? { reason: 'the objective was NaN at step 100' } : {}),
    curve: [[0, 24.2], [50, 5], [100, end]], // biome-ignore format: one line
    trajectory: [[-1.2, 1], [0, 0], [0.9, 0.8]], // biome-ignore format: one line
    timing: { firstStep: 0.01, otherSteps: 0.02, steps: 100 },
    environment: {
      date: '2026-01-02T03:04:05.000Z',
      version: '0.1.0',
      node: 'v20.0.0',
      tfjs: '4.22.0',
      backend: 'cpu',
      platform: 'linux x64',
      cpu: 'Test CPU',
    },
    study: { command: 'optimizer-zoo run --optimizer adam', jobs: 1 },
    ...more,
  };
  return run;
}
