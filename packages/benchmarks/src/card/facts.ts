import type { Card } from '@optimizer-zoo/optimizers';
import { listOf, plural } from '../report/format.js';

const named = (names: readonly string[]) => (names.length > 0 ? ` (${names.join(', ')})` : '');

/** A default in full, what is tiny as 1e-6. */
export const formatDefault = (value: number | boolean | string): string =>
  typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);

/** What an optimizer keeps: `8 bytes for each parameter (m, v)`. */
export function stateOf({ slots, scalarSlots, memory, bytesPerParameter, kernelsPerStep }: Card): string {
  const where = kernelsPerStep > 0 ? '' : ' of a 1000 × 1000 matrix';
  const scalars = [
    ...(scalarSlots.length > 0
      ? [`${plural(scalarSlots.length, 'scalar')} for each variable${named(scalarSlots)}`]
      : []),
    ...(memory.length > 0 ? [`${plural(memory.length, 'scalar')} for all variables${named(memory)}`] : []),
  ];
  const tensors = bytesPerParameter > 0 ? [`${bytesPerParameter} bytes for each parameter${where}${named(slots)}`] : [];
  return [...tensors, ...scalars].join('; ') || 'none';
}

/** What a step takes and needs: `1 kernel; needs the gradient and the loss`. */
export const stepOf = ({ kernelsPerStep, needs }: Card): string =>
  `${kernelsPerStep > 0 ? plural(kernelsPerStep, 'kernel') : 'on whole tensors by tf’s kernels'}; needs ${listOf(['the gradient', ...needs.map((need) => `the ${need}`)])}`;
