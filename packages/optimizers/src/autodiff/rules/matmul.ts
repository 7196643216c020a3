import type { JvpRules } from '../jvp-rule.js';
import { multilinear } from '../rule-forms.js';

/** Products of matrices. */
export const matmul: JvpRules = {
  BatchMatMul: multilinear(),
  Einsum: multilinear(),
};
