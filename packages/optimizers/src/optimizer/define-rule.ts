import { checkNames } from '../rule/check-names.js';
import { defineRule as declareRule } from '../rule/define-rule.js';
import { onItsOwn } from '../rule/form-of.js';
import { addRule } from '../rule/rule-of.js';
import { defineWrapper as declareWrapper } from '../rule/wrapper.js';
import { forms, fusion, measuring, moving, tfState, updateCheck, words } from './parts.js';
import { withParts } from './with-parts.js';

// For rules and wrappers of one's own, of which nobody has looked beforehand whether they are right and what they need.

/**
 * Declares a rule: types are inferred from the literal, and its name becomes known to `loadLayersModel`. Defining a name again
 * replaces it (notebooks do).
 *
 * @throws if a name cannot be saved, or means two things.
 */
export const defineRule: typeof declareRule = (declared) => {
  checkNames(declared as never);
  const rule = ownRule(onItsOwn(declareRule(declared)));
  addRule(rule);
  return rule;
};

/** A rule with all that one may need, unless what it needs is known. */
export const ownRule = <R extends { readonly parts?: object; readonly slotShapes?: unknown }>(rule: R): R =>
  rule.parts ? rule : withParts(rule, rule.slotShapes ? words : fusion, measuring, moving, forms, tfState, updateCheck);

/** Declares a wrapper; `wrapping` makes its function, and its name known to `loadLayersModel`. */
export const defineWrapper: typeof declareWrapper = (declared) =>
  withParts(declareWrapper(declared), measuring, moving, forms);
