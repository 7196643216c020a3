import type { Program } from '../kernels/graph.js';
import type { AnyRule } from '../rule/any-rule.js';
import type { Inputs } from '../rule/scalars.js';

/** Throws where variables would have to be looked at together, but groups ask for several programs. */
export function checkPrograms({ name }: AnyRule, programs: readonly Program[]): void {
  if (programs.length < 2 || !programs.some(({ global }) => global)) return;
  throw new Error(`${name} looks at all variables at once: groups may differ in numbers, not in switches.`);
}

/** Global state is one for all variables, so nothing that it depends on may differ between them. */
export function checkGlobalState(rule: AnyRule, { globalStateInputs }: Program, shared: Inputs, own: Inputs): void {
  if (own === shared) return;
  const differs = globalStateInputs.find((name) => own[name] !== shared[name]);
  if (differs === undefined) return;
  throw new Error(
    `${rule.name}: ${differs} differs between groups, but the optimizer keeps one number for all variables that depends on it.`,
  );
}
