import type { ZooOptimizer } from '../index.js';
import { programOf } from '../testing/run.js';

/** What no backend has and is done on the host, in float64, in the middle of a step. */
const onHost: readonly { readonly of: (optimizer: ZooOptimizer) => boolean; readonly reason: string }[] = [
  { of: ({ rule }) => rule.name === 'Shampoo', reason: 'it takes roots of matrices by their eigenvalues' },
  { of: ({ rule }) => rule.name === 'Soap', reason: 'its bases are eigenvectors and QR decompositions' },
  {
    of: (optimizer) => 'geometry' in optimizer.rule.hyper && optimizer.get('geometry') === 'EQ',
    reason: 'it solves triangular systems',
  },
];

/**
 * Whether a step needs a number on the host, the loss or a sum that no kernel takes on GPUs: webgpu hands none out at once
 * in Node, and software renderers of headless browsers lose their device over it.
 */
export function readsAtOnce(make: () => ZooOptimizer): boolean {
  const optimizer = make();
  return (
    optimizer.rule.needs?.includes('loss') ||
    programOf(optimizer).passes.length > 1 ||
    onHost.some(({ of }) => of(optimizer))
  );
}
