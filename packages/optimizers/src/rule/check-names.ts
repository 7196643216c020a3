import { checkName } from '@optimizer-zoo/schedulers';
import { type AnyRule, namesOf } from './any-rule.js';
import { evaluatedTensors } from './evaluated.js';
import { isNumeric } from './hyperparameters.js';

/** What a step is given beside what the rule declares, and the options of every optimizer. */
const reserved = [
  'param',
  'grad',
  'loss',
  ...evaluatedTensors,
  'rule',
  'gradient',
  'inPlace',
  'groups',
  'frozen',
  'random',
  'stepCount',
];

/** Throws unless every name of a rule can be saved and means one thing. */
export function checkNames(rule: Omit<AnyRule, 'update'>): void {
  const { name: owner, hyper, stepSize = 'learningRate' } = rule;
  const choices = Object.values(hyper).flatMap((declared) => (declared.kind === 'choice' ? declared.names : []));
  const inputs = [...reserved, ...namesOf(rule)];
  for (const name of [...inputs, ...choices]) checkName(owner, name);
  const twice = inputs.find((name, index) => inputs.indexOf(name) !== index);
  if (twice)
    throw new Error(`${owner}: '${twice}' names two things; hyperparameters, slots and state share one scope.`);
  if (!Object.hasOwn(hyper, stepSize) || !isNumeric(hyper[stepSize])) {
    throw new Error(`${owner}: its step size '${stepSize}' is not a numeric hyperparameter; name one as stepSize.`);
  }
}
