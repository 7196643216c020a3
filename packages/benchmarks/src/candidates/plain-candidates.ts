import * as zoo from '@optimizer-zoo/optimizers';
import * as plain from '@optimizer-zoo/optimizers/float64';
import { InputError } from '../cli/input-error.js';
import type { Candidate, Declared } from './candidate.js';

type PlainFactory = typeof plain.nelderMead;

const isPlainMethod = (entry: [string, unknown]): entry is [string, PlainFactory] =>
  typeof entry[1] === 'function' && 'method' in entry[1];

/** The methods that are on plain arrays alone, by name. */
export const plainMethods: Readonly<Record<string, PlainFactory>> = Object.fromEntries(
  Object.entries<unknown>(plain)
    .filter(isPlainMethod)
    .filter(([name]) => !Object.hasOwn(zoo, name)),
);

/** The step size, by the usual name or that of a search by values. */
const stepSizes = ['learningRate', 'initialStep'];

/** The same as candidates: on tensors there is nothing that could be made. */
export const plainCandidates: Readonly<Record<string, Candidate>> = Object.fromEntries(
  Object.entries(plainMethods).map(([name, { method }]) => [name, fromMethod(name, method)]),
);

function fromMethod(name: string, method: PlainFactory['method']): Candidate {
  const { reference, needs } = method;
  const hyper: Declared = method.hyper;
  const stepSize = stepSizes.find((option) => Object.hasOwn(hyper, option));
  return {
    entry: 'float64',
    reference,
    ...(stepSize !== undefined && { stepSize, defaultStepSize: Number(hyper[stepSize]!.default) }),
    options: hyper,
    forms: {},
    rules: {},
    facts: { ...method, bytesPerNumber: 8 },
    needs: needs === 'residuals' ? ['float64', 'residuals'] : ['float64'],
    create() {
      throw new InputError(`${name} is a method on plain arrays, around which nothing goes.`);
    },
  };
}
