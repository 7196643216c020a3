import { card } from '@optimizer-zoo/optimizers/card';
import {
  defineRule,
  type Float64Optimizer,
  factoryOf,
  hostScalars,
  type RuleOptimizer,
} from '@optimizer-zoo/optimizers/float64';
import { choice, integer, number, toggle } from '@optimizer-zoo/schedulers';
import { problemFrom } from '@optimizer-zoo/testbed';
import { Float64Machine } from '../run/float64-machine.js';
import { type MarkedEquation, markedEquation } from './marked-equation.js';
import { type CheckedRule, checkRule } from './own-rule-checks.js';
import type { TrackConfig } from './run-config-of.js';
import { follow, type Track } from './track.js';

/** What is known of a rule that was written in the page. */
export interface OwnRule {
  readonly name: string;
  readonly equation?: MarkedEquation;
  readonly kernels: number;
  /** What a rule must do, and whether it does. */
  readonly checks: readonly CheckedRule[];
  readonly track: Track;
}

/** What the text of a rule may use. */
const words = { defineRule, number, integer, toggle, choice, hostScalars };

/**
 * Runs the text of a rule, and makes its optimizer with the defaults. To be called in a worker that may be ended, with a text that
 * was typed in this page.
 *
 * @throws what the text throws, or an Error if it is no rule.
 */
export function readRule(text: string): () => RuleOptimizer {
  const body = text.trim().replace(/;$/, '');
  const made: unknown = new Function(...Object.keys(words), `'use strict'; return (${body}\n);`)(
    ...Object.values(words),
  );
  if (typeof made !== 'object' || made === null || !('update' in made)) {
    throw new Error('The text must be one defineRule({ … }).');
  }
  const factory = factoryOf(made as Parameters<typeof factoryOf>[0]);
  return (options?: object) => factory(options as never);
}

/** Reads a rule, tells what is known of it, and lets it race. */
export async function ownRule(
  text: string,
  { problem: config, seed, steps }: Omit<TrackConfig, 'optimizer'>,
): Promise<OwnRule> {
  const make = readRule(text);
  const optimizer = make();
  const { rule, options } = optimizer;
  const { kernelsPerStep = 0, ...told } = card(rule, options);
  const problem = problemFrom(config);
  const run = await follow(new Float64Machine(optimizer as Float64Optimizer, [], problem, seed), problem, steps);
  return {
    name: rule.name,
    equation: markedEquation({ ...told }),
    kernels: kernelsPerStep,
    checks: checkRule(make),
    track: { ...run, stepSizes: new Float64Array(run.values.length).fill(stepSizeOf(optimizer)) },
  };
}

function stepSizeOf({ rule, options }: RuleOptimizer): number {
  const size = options[rule.stepSize ?? 'learningRate'];
  return typeof size === 'number' ? size : Number.NaN;
}
