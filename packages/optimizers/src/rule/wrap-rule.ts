import { type AnyRule, namesOf, type RuleInput } from './any-rule.js';
import { checkNames } from './check-names.js';
import { mapValues } from './map-values.js';
import { addWrapper } from './rule-of.js';
import type { Value } from './value.js';
import type { AnyWrapper, Inner, Results } from './wrapper.js';

/** Makes a wrapper's name known to `loadLayersModel`. */
export const registerWrapper = (wrapper: AnyWrapper): void =>
  addWrapper(wrapper.name, (rule) => wrapRule(wrapper, rule));

const known = new WeakMap<AnyWrapper, WeakMap<AnyRule, AnyRule>>();

/** One rule made of two: the same one each time, so that it is traced once. */
export function wrapRule(wrapper: AnyWrapper, rule: AnyRule): AnyRule {
  const own = known.get(wrapper) ?? new WeakMap<AnyRule, AnyRule>();
  known.set(wrapper, own);
  const made = own.get(rule) ?? wrappedRule(wrapper, rule);
  own.set(rule, made);
  return made;
}

function wrappedRule(wrapper: AnyWrapper, rule: AnyRule): AnyRule {
  const both = namesOf(rule).find((name) => namesOf(wrapper).includes(name));
  if (both) throw new Error(`${wrapper.name} cannot wrap ${rule.name}: both have '${both}'.`);
  if (wrapper.meansSteps && rule.accumulates) {
    throw new Error(
      `${wrapper.name} cannot wrap ${rule.name}, which does not make a step at each call: write ${within(wrapper.name, rule)}.`,
    );
  }
  const { stepSize = 'learningRate' } = rule;
  const wrapped: AnyRule = {
    ...rule,
    inner: rule,
    name: `${wrapper.name}(${rule.name})`,
    reference: `${rule.reference}; ${wrapper.name}: ${wrapper.reference}`,
    hyper: { ...rule.hyper, ...wrapper.hyper },
    slots: [...rule.slots, ...(wrapper.slots ?? [])],
    ...((rule.variableState || wrapper.variableState) && {
      variableState: { ...rule.variableState, ...wrapper.variableState },
    }),
    globalState: { ...rule.globalState, ...wrapper.globalState },
    ...((rule.parts || wrapper.parts) && { parts: { ...rule.parts, ...wrapper.parts } }),
    ...((rule.onlyIf || wrapper.onlyIf) && { onlyIf: { ...rule.onlyIf, ...wrapper.onlyIf } }),
    forms: undefined,
    accumulates: rule.accumulates || wrapper.accumulates,
    initial: (values) => ({ ...rule.initial?.(values), ...wrapper.initial?.(values) }),
    clock: (step, globalState) => innerStep(rule, wrapper.clock?.(step, globalState) ?? step, globalState),
    checkVariable(variable, values) {
      rule.checkVariable?.(variable, values);
      const wrong = looksAtAll(rule) && wrapper.astray?.(values as never);
      if (wrong) throw new Error(`${this.name}: '${variable}' ${wrong}; ${rule.name} looks at all variables at once.`);
    },
    ...((rule.hostScalars || wrapper.hostScalars) && { hostScalars: bothScalars(wrapper, rule) }),
    update: (values) => wrapper.update(typed(values), innerOf(rule, values, values[stepSize] as Value)),
  };
  const { gradientAt, evaluateAt } = wrapper;
  if (gradientAt) wrapped.gradientAt = (values) => gradientAt(typed(values));
  if (evaluateAt) wrapped.evaluateAt = (values) => evaluateAt(typed(values));
  checkNames(wrapped);
  return wrapped;
}

/** What both compute on the host, each by its own clock. */
const bothScalars =
  (wrapper: AnyWrapper, rule: AnyRule): NonNullable<AnyRule['hostScalars']> =>
  (settings, step, kept) => {
    const inner = rule.hostScalars?.(settings, wrapper.ownClock?.(step, kept) ?? step, kept) ?? {};
    const own = wrapper.hostScalars?.(settings, step, kept) ?? {};
    const twice = Object.keys(own).find((name) => name in inner);
    if (twice) throw new Error(`${wrapper.name} cannot wrap ${rule.name}: both compute '${twice}'.`);
    return { ...inner, ...own };
  };

/** Numeric hyperparameters and state are values; the wrapper's declaration says so to the type checker. */
const typed = (values: RuleInput) => values as never;

function innerOf(rule: AnyRule, values: RuleInput, stepSize: Value): Inner {
  const step = (changes: RuleInput = {}) => rule.update({ ...values, ...changes }) as Results;
  return {
    rule,
    stepSize,
    step,
    stepWithoutDecay: () => step({ weightDecay: stepSize.mul(0) }),
    stepIf(condition, changes) {
      return mapValues(step(changes), (value, name) => value.where(condition, values[name] as Value)) as Results;
    },
    looksAtAll: looksAtAll(rule),
  };
}

/** Whether something that a rule keeps is one for all variables. */
const looksAtAll = ({ globalState = {}, overAll = false }: AnyRule) => overAll || Object.keys(globalState).length > 0;

/** How it must be written: the wrapper inside what accumulates. */
const within = (wrapper: string, rule: AnyRule): string =>
  rule.accumulates && rule.inner
    ? `${rule.name.slice(0, rule.name.indexOf('('))}(${within(wrapper, rule.inner)})`
    : `${wrapper}(${rule.name})`;

const innerStep = (rule: AnyRule, step: number, globalState: Readonly<Record<string, number>>) =>
  rule.clock ? rule.clock(step, globalState) : step;
