import type { AnyRule, MethodFactory, OptimizerFactory } from '@optimizer-zoo/optimizers';
import * as zoo from '@optimizer-zoo/optimizers';
import * as experimental from '@optimizer-zoo/optimizers/experimental';
import type * as tf from '@tensorflow/tfjs';
import { InputError } from '../cli/input-error.js';
import { unknownName } from '../cli/unknown-name.js';
import type { Candidate } from './candidate.js';
import { tfCandidates } from './tf-candidates.js';

const isFactory = (entry: [string, unknown]): entry is [string, OptimizerFactory] =>
  typeof entry[1] === 'function' && 'rule' in entry[1];

const isMethodFactory = (entry: [string, unknown]): entry is [string, MethodFactory] =>
  typeof entry[1] === 'function' && 'method' in entry[1];

/** Every optimizer that can be named: all of the zoo's, then tf's own as baselines. Order is that of the reports. */
export const candidates: Readonly<Record<string, Candidate>> = {
  ...Object.fromEntries(
    Object.entries<unknown>({ ...zoo, ...experimental })
      .filter(isFactory)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, factory]) => [name, fromFactory(factory)]),
  ),
  ...Object.fromEntries(
    Object.entries<unknown>(zoo)
      .filter(isMethodFactory)
      .map(([name, factory]) => [name, fromMethod(name, factory)]),
  ),
  ...tfCandidates,
};

/** The candidate of that name, or an error that lists the known names, and those most like it. */
export function findCandidate(name: string): Candidate {
  if (Object.hasOwn(candidates, name)) return candidates[name];
  throw unknownName('optimizer', name, Object.keys(candidates));
}

function fromFactory(factory: OptimizerFactory): Candidate {
  const { rule: declared, gradient = zoo.reverseMode } = factory;
  const { stepSize = 'learningRate', reference } = declared;
  const rule = zoo.formOf(declared, {});
  const forms = Object.entries(declared.forms ?? {}).map(
    ([asked, options]) => [asked, zoo.formOf(declared, options)] as const,
  );
  const others = (form: AnyRule) => Object.entries(form.hyper).filter(([name]) => !Object.hasOwn(rule.hyper, name));
  return {
    reference,
    stepSize,
    defaultStepSize: rule.hyper[stepSize].default as number,
    options: rule.hyper,
    forms: Object.fromEntries(
      forms
        .map(([asked, form]) => [asked, Object.fromEntries(others(form))] as const)
        .filter(([, more]) => Object.keys(more).length > 0),
    ),
    rules: { '': rule, ...Object.fromEntries(forms) },
    needsSource: !(rule.needs ?? []).every((need) => gradient.provides.includes(need)),
    create: (options) => factory(options as never),
  };
}

function fromMethod(name: string, factory: MethodFactory): Candidate {
  const { method } = factory;
  return {
    reference: method.reference,
    stepSize: 'learningRate',
    defaultStepSize: method.hyper.learningRate.default as number,
    options: method.hyper,
    forms: {},
    rules: {},
    method,
    needsSource: method.needsOutputs,
    create(options) {
      if (method.needsOutputs) {
        throw new InputError(
          `${name} needs a model's outputs, but a problem here is a loss alone; use it in a program.`,
        );
      }
      return factory(options as never) as tf.Optimizer;
    },
  };
}
