import type { JvpRules } from '../jvp-rule.js';
import { constant } from '../rule-forms.js';

const kernels = [
  ...['All', 'Any', 'ArgMax', 'ArgMin', 'BitwiseAnd', 'Ceil', 'Equal', 'Floor', 'FloorDiv', 'Greater', 'GreaterEqual'],
  ...['IsFinite', 'IsInf', 'IsNan', 'Less', 'LessEqual', 'LogicalAnd', 'LogicalNot', 'LogicalOr', 'Multinomial'],
  ...['NotEqual', 'OneHot', 'OnesLike', 'Round', 'SearchSorted', 'Sign', 'Step', 'ZerosLike'],
] as const;

/** Kernels whose derivative is zero almost everywhere, and those whose results are integers. */
export const constants: JvpRules = Object.fromEntries(kernels.map((kernel) => [kernel, constant]));
