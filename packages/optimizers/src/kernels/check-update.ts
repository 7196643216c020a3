import type { Settings } from '@optimizer-zoo/schedulers';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import type { Value } from '../rule/value.js';
import { CheckedGraphBuilder } from './checked-graph-builder.js';
import { Scope } from './graph.js';
import { isCondition } from './operations.js';
import { hostScalarNames, Symbolic, symbolicInputs } from './trace.js';

/**
 * Runs a rule's `update` on symbols, to see whether it does what it must: for rules of one's own.
 *
 * @throws if it combines or returns what it may not, or a scalar hides something.
 */
export function checkUpdate(rule: AnyRule, settings: Settings<Hyperparameters>): void {
  if (rule.slotShapes) return;
  const { name: owner, slots, globalState = {}, variableState = {} } = rule;
  const fail = (what: string): never => {
    throw new Error(`${owner}: ${what}.`);
  };
  const scalars = hostScalarNames(rule, settings);
  const twice = scopeOf(rule, scalars).find((name, index, all) => all.indexOf(name) !== index);
  if (twice) fail(`'${twice}' names two things; rename the scalar`);

  const builder = new CheckedGraphBuilder();
  const results: Record<string, Value> = rule.update(symbolicInputs(rule, settings, scalars, builder));
  const expected = ['param', ...slots, ...Object.keys(globalState), ...Object.keys(variableState)];
  const unknown = Object.keys(results).find((name) => !expected.includes(name));
  if (unknown) fail(`update returns '${unknown}'; it may return ${expected.join(', ')}`);
  for (const name of expected) {
    const { [name]: value } = results;
    const symbol = value instanceof Symbolic ? value : fail(`update must return a Value as '${name}', not ${value}`);
    const { operation, scope } = builder.nodes[symbol.id];
    if (isCondition(operation)) fail(`update returns a condition as '${name}'; use where`);
    if (name in globalState && scope > Scope.Step) {
      fail(`memory '${name}' must be one scalar for all variables; use globalSum`);
    }
    if (name in variableState && scope > Scope.Variable) {
      fail(`scalar slot '${name}' must be one scalar for a variable; use sum`);
    }
  }
}

/** All names of what is given to `update`. */
function scopeOf(rule: AnyRule, scalars: readonly string[]): string[] {
  const { slots, hyper, globalState = {}, variableState = {}, needs = [] } = rule;
  const tensors: readonly string[] = tensorsNeeded(rule);
  const given = needs.filter((need) => !tensors.includes(need));
  return [...slots, ...Object.keys({ ...hyper, ...variableState }), ...Object.keys(globalState), ...scalars, ...given];
}
