import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { type CheckName, conformance } from '../testing/index.js';
import { everyOptimizer } from './every-optimizer.js';
import { exceptionsOf } from './exceptions.js';
import { kindsForShell, kindsOfKernels } from './kinds.js';

// Every check is asked of every optimizer on every backend, but for these.

/** What the adapter does for all rules alike: asked of a few that together have whatever it has to handle. */
const ofShell: readonly CheckName[] = [
  'changes no slice, clone or earlier array of a parameter',
  'a null gradient leaves a variable and its state alone',
  'a frozen variable keeps its state, and moves again when it is thawed',
  'gradients may come as a map or a list, in an order that changes',
  'so it does under other names: those that tf gives a second copy, and foreign ones',
  'what is loaded is copied: the saved tensors may be disposed',
  'trains in model.fit with metrics, and leaks nothing',
  'a saved model, loaded, trains on as if it had not stopped',
];

/** What a rule computes, which is the same on every backend whose kernels are: on wasm, asked of all kinds of kernels. */
const ofArithmetic: readonly CheckName[] = [
  'lowers the loss',
  'zero gradients leave everything finite, and the same each time',
  'a shape is a shape: elements fare the same in a vector and in four dimensions',
  'every numeric hyperparameter may be a schedule: a constant one is a number',
  'no step, schedule or new learning rate compiles a kernel again',
  'its kernel equals its rule on tensors: ordinary numbers, zeros and denormals',
  'its kernel equals its rule on tensors: NaN and infinities too',
];

/** What no tensor has a part in: not asked on wasm. */
const ofOptions: readonly CheckName[] = [
  'a number outside its interval, or no number, is an error that names the option and the value',
  'an option that it does not have is an error',
  'getConfig and fromConfig are each other’s inverse, through JSON',
];

const [shellKinds, kernelKinds] = [kindsForShell(), kindsOfKernels()];

function isAsked(optimizer: string, check: CheckName, backend: string): boolean {
  if (ofShell.includes(check)) return shellKinds.includes(optimizer);
  if (backend === 'cpu') return true;
  return !ofOptions.includes(check) && (!ofArithmetic.includes(check) || kernelKinds.includes(optimizer));
}

/** The contract of every optimizer on a backend. Each backend has a test file of its own, so that they run side by side. */
export function contractOn(backend: string): void {
  beforeAll(async () => {
    if (!(await tf.setBackend(backend))) throw new Error(`The backend ${backend} does not start.`);
  });
  describe.each(Object.entries(everyOptimizer))('%s', (optimizer, make) => {
    const exceptions = exceptionsOf(optimizer, backend);
    for (const { name, run } of conformance(make, { exceptions })) {
      if (!isAsked(optimizer, name, backend)) continue;
      test(exceptions[name] ? `${name}: does not, as ${exceptions[name]}` : name, run);
    }
  });
}
