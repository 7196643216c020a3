import type { AnyRule } from '../rule/any-rule.js';
import type { Program } from './graph.js';

/** The program of a rule that runs as it stands, as a rule on tensors does: it has no graph. A wrapper may look at all variables. */
export const untraced = ({ slotShapes, overAll, inner }: AnyRule): Program => ({
  nodes: [],
  passes: [],
  inputs: [],
  constants: [],
  perVariable: false,
  globalState: [],
  globalStateInputs: [],
  computed: [],
  variableState: [],
  global: overAll === true || inner !== undefined || slotShapes === undefined,
});
