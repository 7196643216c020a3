import type { AnyRule, MethodFactory, OptimizerFactory } from '@optimizer-zoo/optimizers';
import * as zoo from '@optimizer-zoo/optimizers';
import * as experimental from '@optimizer-zoo/optimizers/experimental';
import type * as tf from '@tensorflow/tfjs';
import { unknownName } from '../cli/unknown-name.js';
import type { Candidate } from './candidate.js';
import { gameCandidates } from './game-candidates.js';
import { plainCandidates } from './plain-candidates.js';
import { stubs, suppliedSources } from './supplied.js';
import { tfCandidates } from './tf-candidates.js';

const isFactory = (entry: [string, unknown]): entry is [string, OptimizerFactory] =>
  typeof entry[1] === 'function' && 'rule' in entry[1];

const isMethodFactory = (entry: [string, unknown]): entry is [string, MethodFactory] =>
  typeof entry[1] === 'function' && 'method' in entry[1];

/**
 * Every optimizer that can be named, in the order of the reports: all of the zoo's, the methods of plain arrays, tf's own as
 * baselines, and methods for games.
 */
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
      .map(([name, factory]) => [name, fromMethod(factory)]),
  ),
  ...plainCandidates,
  ...tfCandidates,
  ...gameCandidates,
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
  const isMeasured = (rule.needs ?? []).every((need) => gradient.provides.includes(need));
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
    needs: isMeasured ? ['loss'] : [suppliedSources.gaussNewtonBartlett.need],
    create: (options, { gaussNewtonBartlett } = stubs) =>
      factory(
        (isMeasured
          ? options
          : { gradient: zoo.gaussNewtonBartlett(gaussNewtonBartlett as never), ...options }) as never,
      ),
  };
}

function fromMethod(factory: MethodFactory): Candidate {
  const { method } = factory;
  return {
    reference: method.reference,
    stepSize: 'learningRate',
    defaultStepSize: method.hyper.learningRate.default as number,
    options: method.hyper,
    forms: {},
    rules: {},
    facts: method,
    needs: [method.needsSquares ? 'residuals' : method.needsOutputs ? 'outputs' : 'loss'],
    create: (options) => factory(options as never) as tf.Optimizer,
  };
}
