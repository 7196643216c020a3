import { type Remote, wrap } from 'comlink';
import type { RaceWorker } from '../worker.js';

/** Starts a worker of the race; the race has one, and what takes long another. */
export function startWorker(): { readonly remote: Remote<RaceWorker>; readonly worker: Worker } {
  const worker = new Worker(new URL('../worker.js', import.meta.url), { type: 'module' });
  return { remote: wrap<RaceWorker>(worker), worker };
}
