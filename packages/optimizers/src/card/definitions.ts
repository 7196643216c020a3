import type { Settings } from '@optimizer-zoo/schedulers';
import { CheckedGraphBuilder } from '../kernels/checked-graph-builder.js';
import { type Symbolic, symbolicInputs, traceAt } from '../kernels/trace.js';
import { type AnyRule, stateScalars, tensorsNeeded } from '../rule/any-rule.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import type { Formula } from './formula.js';
import { type HostScalar, hostScalars } from './host-scalars.js';
import { type Definition, Reader } from './reader.js';
import { type Letter, symbolsOf } from './symbols.js';

/** A rule's step as definitions in no order yet, with the symbols of its names and its host scalars. */
export interface Definitions {
  readonly definitions: readonly Definition[];
  readonly symbols: ReadonlyMap<string, Letter>;
  readonly hosts: readonly HostScalar[];
  /** What the parameter is while the model is evaluated, if not itself. */
  readonly evaluateAt?: Formula;
}

/**
 * Reads the traced graph of a rule, with the switches and choices of `settings`. What another reading, `like`, gave a letter
 * has the same here.
 */
export function define(rule: AnyRule, settings: Settings<Hyperparameters>, like?: Definitions): Definitions {
  const builder = new CheckedGraphBuilder();
  const { globalState, variableState, passes } = traceAt(rule, settings, builder);
  const kept = stateScalars(rule);
  const state = ['param', 'grad', ...tensorsNeeded(rule), ...rule.slots, ...kept];
  const hostNames = Object.keys(rule.hostScalars?.(settings, 1, {}) ?? {});
  const symbols = symbolsOf([...state, 'loss', 'step', ...Object.keys(rule.hyper), ...hostNames]);
  const inputs = symbolicInputs(rule, settings, hostNames, builder);
  const hosts = hostScalars(rule, settings, builder, inputs);
  const pointOf = (at: AnyRule['gradientAt']) => (at?.(inputs) as Symbolic | undefined)?.id;
  const outputs = [...globalState, ...variableState, ...(passes.at(-1)?.outputs ?? [])];
  const changed = outputs.filter(({ name, node }) => builder.nodes[node].name !== name);
  const shorthands = (like?.definitions ?? []).filter(({ reference }) => reference.startsWith('let'));
  const names = { symbols, hosts, shorthands, isState: (name: string) => state.includes(name) };
  const reader = new Reader(builder, changed, names, pointOf(rule.gradientAt));
  const evaluateAt = pointOf(rule.evaluateAt);
  return {
    definitions: reader.definitions,
    symbols,
    hosts,
    ...(evaluateAt !== undefined && { evaluateAt: new Reader(builder, [], names).written(evaluateAt) }),
  };
}
