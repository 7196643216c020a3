import { choice } from '@optimizer-zoo/schedulers';
import type { Linearization } from '../../autodiff/gramian/linearization.js';
import type { OutputLoss } from '../problem/output-loss.js';
import { DualSystem } from './dual-system.js';
import { type IterativeDirection, iterativeDirection } from './iterative-direction.js';

/** How the system of a damped Gauss-Newton step may be solved. */
export const solver = choice('auto', 'cholesky', 'conjugateGradients');

/** Above this many samples · outputs conjugate gradients are faster: `node scripts/solver-cost.mjs`. */
const largest = 512;

/** With fewer parameters than samples · outputs the system is singular but for the damping: float32 shows, also when small. */
const suits = ({ samples, outputs, parameters }: Linearization) =>
  samples * outputs > largest || parameters < samples * outputs ? 'conjugateGradients' : 'cholesky';

/** The damped Gauss-Newton directions at one point; d is undefined if it is not finite. Tensors are the caller's to dispose. */
export function solverOf(
  asked: (typeof solver)['names'][number],
  linearization: Linearization,
  loss: OutputLoss,
): (damping: number) => Partial<IterativeDirection> {
  if ((asked === 'auto' ? suits(linearization) : asked) === 'conjugateGradients') {
    return (damping) => iterativeDirection(linearization, loss, damping) ?? {};
  }
  const system = new DualSystem(linearization, loss);
  return (damping) => ({ d: system.direction(damping) });
}
