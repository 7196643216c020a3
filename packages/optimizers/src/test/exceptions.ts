import type { CheckName, ConformanceOptions } from '../testing/index.js';
import { programOf } from '../testing/run.js';
import { everyOptimizer } from './every-optimizer.js';

interface Exception {
  /** Which optimizers, by their names in `everyOptimizer`. */
  readonly of: (name: string) => boolean;
  readonly check: CheckName;
  /** All backends unless given. */
  readonly backends?: readonly string[];
  readonly reason: string;
}

const passes = (name: string) => programOf(everyOptimizer[name]()).passes.length;

const isMatrixRule = (name: string) => everyOptimizer[name]().rule.slotShapes !== undefined;

/** Of all parameters, whatever their shapes. */
const takesOneVector = (name: string) => /^psgd(Dense|Lra|Xmat)/.test(name);

/** Every exception from the conformance contract there is. */
const exceptions: readonly Exception[] = [
  {
    of: (name) => passes(name) > 1,
    check: 'takes one kernel for each pass',
    backends: ['webgl', 'webgpu'],
    reason: 'a sum over a variable has to be read back between two passes',
  },
  {
    of: (name) => isMatrixRule(name),
    check: 'takes one kernel for each pass',
    reason: 'a matrix rule has no kernel, and runs on tensors',
  },
  {
    of: (name) => isMatrixRule(name) && !takesOneVector(name),
    check: 'a shape is a shape: elements fare the same in a vector and in four dimensions',
    reason: 'its state is kept for each axis',
  },
  {
    of: (name) => name.startsWith('psgdDense'),
    check: 'its kernel equals its rule on tensors: ordinary numbers, zeros and denormals',
    reason: 'its matrix would have 3096² elements there, which is above maxParameters',
  },
  {
    of: (name) => name.startsWith('psgdDense'),
    check: 'its kernel equals its rule on tensors: NaN and infinities too',
    backends: ['cpu', 'wasm'], // on GPUs it asks nothing
    reason: 'its matrix would have 3096² elements there, which is above maxParameters',
  },
  {
    of: (name) => name === 'adahessian, square root',
    check: 'takes one kernel for each pass',
    reason: 'no kernel raises to a power',
  },
];

/** The exceptions of an optimizer on a backend. */
export const exceptionsOf = (name: string, on: string): NonNullable<ConformanceOptions['exceptions']> =>
  Object.fromEntries(
    exceptions
      .filter(({ of, backends = [on] }) => backends.includes(on) && of(name))
      .map(({ check, reason }) => [check, reason]),
  );
