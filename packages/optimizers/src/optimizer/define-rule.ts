import { checkNames } from '../rule/check-names.js';
import { defineRule as declareRule } from '../rule/define-rule.js';
import { defineWrapper as declareWrapper } from '../rule/wrapper.js';
import { bringing } from './brought.js';
import { forms, fusion, measuring, moving, tfState, updateCheck } from './parts.js';

// For rules and wrappers of one's own, of which nobody has looked beforehand whether they are right and what they need.

/**
 * Declares a rule: types are inferred from the literal, and its name becomes known to `loadLayersModel`. Defining a name again
 * replaces it (notebooks do).
 *
 * @throws if a name cannot be saved, or means two things.
 */
export const defineRule: typeof declareRule = (declared) => {
  checkNames(declared as never);
  return bringing(declareRule(declared), fusion, measuring, moving, forms, tfState, updateCheck);
};

/** Declares a wrapper; `wrapping` makes its function, and its name known to `loadLayersModel`. */
export const defineWrapper: typeof declareWrapper = (declared) =>
  bringing(declareWrapper(declared), measuring, moving, forms);
