import { checkName, registry } from '@optimizer-zoo/schedulers';
import { type AnyRule, namesOf } from './any-rule.js';
import { type Evaluated, evaluatedTensors } from './evaluated.js';
import { type Hyperparameters, isNumeric } from './hyperparameters.js';
import type { Rule } from './rule.js';

/** A rule of which options and needs are still known. */
export interface DefinedRule<H extends Hyperparameters = Hyperparameters, Need extends Evaluated = Evaluated>
  extends AnyRule {
  readonly hyper: H;
  readonly needs?: readonly Need[];
}

const rules = registry<AnyRule>('rule');

/**
 * Declares a rule: types are inferred from the literal, and its name becomes known to `loadLayersModel`. Defining a
 * name again replaces it (notebooks do).
 */
export function defineRule<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Global extends string = never,
  Scalar extends string = never,
  const Need extends Evaluated = never,
  const Own extends string = never,
  const OnlyIf extends string = never,
>(declared: Rule<H, Slot, Global, Scalar, Need, Own, OnlyIf>): DefinedRule<H, Need> {
  return known(declared as unknown as DefinedRule<H, Need>);
}

function known<R extends AnyRule>(rule: R): R {
  checkNames(rule);
  rules.add(rule.name, rule);
  return rule;
}

/** The same algorithm under another name, with other defaults. */
export function renamedRule<H extends Hyperparameters, Need extends Evaluated>(
  rule: DefinedRule<H, Need>,
  { name, hyper }: { name: string; hyper: Partial<H> },
): DefinedRule<H, Need> {
  return known({ ...rule, name, hyper: { ...rule.hyper, ...hyper } });
}

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

/** The rule of a name, as a saved optimizer has it. */
export const findRule = (name: unknown): AnyRule => rules.find(name);
