import { checkUpdate } from '../kernels/check-update.js';
import { checkNames } from '../rule/check-names.js';
import { type DefinedRule, defineRule as declareRule } from '../rule/define-rule.js';
import type { Evaluated } from '../rule/evaluated.js';
import { checkForm, formOf, onItsOwn } from '../rule/form-of.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import type { DefinedWrapper } from '../rule/wrapper.js';
import { hessianVector } from './hessian-vector.js';
import type { Curvature, Products } from './optimizer.js';
import { type Float64Factory, type Float64Wrapper, type Forms, factoryWith, wrapperWith } from './rule-optimizer.js';
import { tensorFactoryWith } from './tensor-factory.js';

/** Of rules with `onlyIf`. */
export const forms: Forms = { formOf, checkForm };

/** Of rules that nobody has looked at beforehand. */
const unseen: Forms = { ...forms, checkUpdate };

/**
 * Declares a rule of one's own, of which {@link factoryOf} makes the factory; the main entry's can be taken as well.
 *
 * @throws if a name cannot be saved, or means two things.
 */
export const defineRule: typeof declareRule = (declared) => {
  checkNames(declared as never);
  return declareRule(declared);
};

/**
 * The factory of any rule; `curvature` is how it has the diagonal of the Hessian measured, if it needs that.
 *
 * @throws (the factory) if `update` combines or returns what it may not.
 */
export const factoryOf = <const H extends Hyperparameters, const Need extends Evaluated>(
  rule: DefinedRule<H, Need>,
  curvature?: Curvature | Products,
): Float64Factory<H, Need> => {
  const own = onItsOwn(rule);
  const takesProducts = (own.needs as readonly Evaluated[] | undefined)?.includes('hessianVectorProduct');
  const measuring = curvature ?? (takesProducts ? hessianVector() : undefined);
  if (own.slotShapes) return tensorFactoryWith(own, { measuring, forms: unseen });
  return factoryWith(own, { curvature: measuring, forms: unseen });
};

/** The function of any wrapper. */
export const wrapperOf = <const H extends Hyperparameters, const Excluded extends string>(
  wrapper: DefinedWrapper<H, Excluded>,
): Float64Wrapper<H, Excluded> => wrapperWith(wrapper, { forms: unseen });
