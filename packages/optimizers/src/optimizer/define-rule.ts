import { defineRule as declareRule } from '../rule/define-rule.js';
import { defineWrapper as declareWrapper } from '../rule/wrapper.js';
import { fusing, measuringElsewhere } from './bring.js';

// For rules and wrappers of one's own, of which nobody can tell beforehand what they need.

/** Declares a rule: types are inferred from the literal, and its name becomes known to `loadLayersModel`. */
export const defineRule: typeof declareRule = (declared) => measuringElsewhere(fusing(declareRule(declared)));

/** Declares a wrapper; `wrapping` makes its function, and its name known to `loadLayersModel`. */
export const defineWrapper: typeof declareWrapper = (declared) => measuringElsewhere(declareWrapper(declared));
