import * as zoo from '../index.js';
import type { OptimizerFactory } from './register-optimizers.js';

/** Every optimizer of the main entry by its name, for `registerOptimizers(everyOptimizer)`; it brings them all. */
export const everyOptimizer: Readonly<Record<string, OptimizerFactory>> = /* @__PURE__ */ factoriesIn(zoo);

function factoriesIn(things: object): Record<string, OptimizerFactory> {
  const makesOptimizers = (thing: unknown) => typeof thing === 'function' && ('rule' in thing || 'method' in thing);
  return Object.fromEntries(Object.entries(things).filter(([, thing]) => makesOptimizers(thing)));
}
