import type { Card } from '@optimizer-zoo/optimizers/card';
import { listOf, plural } from '../report/format.js';

const named = (names: readonly string[]) => (names.length > 0 ? ` (${names.join(', ')})` : '');

/** A default in full, what is tiny as 1e-6. */
export function formatDefault(value: number | boolean | string): string {
  if (value === Number.MAX_VALUE) return 'Number.MAX_VALUE';
  return typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
}

/** In place of the equation of what has no graph. */
export const withoutEquation = 'Its docstring gives the equation.';

/** What an optimizer keeps: `8 bytes for each parameter (m, v)`. */
export function stateOf({
  slots,
  slotShapes,
  variableState,
  globalState,
  bytesPerParameter = 0,
  ...told
}: Card): string {
  if (slotShapes) return slotShapes.map((shapes) => `for a variable ${shapes}`).join('; ');
  const scalars = [
    ...(variableState.length > 0
      ? [`${plural(variableState.length, 'scalar')} for each variable${named(variableState)}`]
      : []),
    ...(globalState.length > 0
      ? [`${plural(globalState.length, 'scalar')} for all variables${named(globalState)}`]
      : []),
  ];
  const { state = '0', bytesPerNumber } = told;
  const numbers = state === '0' ? [] : [`${bytesPerNumber} bytes for each parameter, times (${state})`];
  const tensors = bytesPerParameter > 0 ? [`${bytesPerParameter} bytes for each parameter${named(slots)}`] : [];
  return [...tensors, ...numbers, ...scalars].join('; ') || 'none';
}

/** What a step takes and needs: `1 kernel; needs the gradient and the loss`. */
export const stepOf = ({ kernelsPerStep, needs, cost }: Card): string =>
  cost ??
  `${kernelsPerStep === undefined ? 'on tensors, operation by operation' : plural(kernelsPerStep, 'kernel')}; needs ${listOf(['the gradient', ...needs.map((need) => `the ${need}`)])}`;
