// Runs a rule that was typed in this page, apart from all else.
import { expose, transfer } from 'comlink';
import { ownRule } from './own-rule.js';
import type { TrackConfig } from './run-config-of.js';

// so that nothing is fetched or kept by accident; who wants to, still can: by import()
for (const name of [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'importScripts',
  'indexedDB',
  'caches',
  'BroadcastChannel',
  'Worker',
]) {
  Object.defineProperty(globalThis, name, { value: undefined });
}

const worker = {
  async look(text: string, config: Omit<TrackConfig, 'optimizer'>) {
    const found = await ownRule(text, config);
    const { points, values, gradients, stepSizes } = found.track;
    const buffers = [points, values, gradients, stepSizes].map((one) => (one as Float64Array).buffer as ArrayBuffer);
    return transfer(found, buffers);
  },
};

export type OwnRuleWorker = typeof worker;

expose(worker);
