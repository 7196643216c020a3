import type { Engine } from './tfjs-engine.js';

/** Marks an engine on which a scope is open, also for other copies of this package. */
const open = Symbol.for('@optimizer-zoo/optimizers/autodiff');

type Marked = Engine & { [open]?: boolean };

/** Whether kernels carry tangents now. */
export const hasOpenScope = (engine: Engine): boolean => (engine as Marked)[open] === true;

export function markScope(engine: Engine, isOpen: boolean): void {
  if (isOpen) (engine as Marked)[open] = true;
  else delete (engine as Marked)[open];
}
