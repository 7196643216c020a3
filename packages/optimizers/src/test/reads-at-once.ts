import type { ZooOptimizer } from '../index.js';
import { programOf } from '../testing/run.js';

/**
 * Whether a step needs a number on the host, the loss or a sum that no kernel takes on GPUs: webgpu hands none out at once
 * in Node, and software renderers of headless browsers lose their device over it.
 */
export function readsAtOnce(make: () => ZooOptimizer): boolean {
  const optimizer = make();
  return optimizer.rule.needs?.includes('loss') || programOf(optimizer).passes.length > 1;
}
