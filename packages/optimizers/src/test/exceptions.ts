import type { CheckName, ConformanceOptions } from '../testing/index.js';

interface Exception {
  /** Begins the names of the optimizers, as in `everyOptimizer`. */
  readonly optimizer: string;
  readonly check: CheckName;
  /** All backends unless given. */
  readonly backends?: readonly string[];
  readonly reason: string;
}

/** Every exception from the conformance contract there is. */
const exceptions: readonly Exception[] = [
  {
    optimizer: 'inducedMetric',
    check: 'takes one kernel for each pass',
    backends: ['webgl', 'webgpu'],
    reason: 'a sum over all variables has to be read back between two passes',
  },
  {
    optimizer: 'adahessian, square root',
    check: 'takes one kernel for each pass',
    reason: 'no kernel raises to a power',
  },
];

/** The exceptions of an optimizer on a backend. */
export const exceptionsOf = (name: string, on: string): NonNullable<ConformanceOptions['exceptions']> =>
  Object.fromEntries(
    exceptions
      .filter(({ optimizer, backends = [on] }) => name.startsWith(optimizer) && backends.includes(on))
      .map(({ check, reason }) => [check, reason]),
  );
