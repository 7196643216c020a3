import * as zoo from '@optimizer-zoo/optimizers';
import type { GameOptimizer } from '@optimizer-zoo/optimizers/games';
import type * as tf from '@tensorflow/tfjs';
import { InputError, readInput } from '../cli/input-error.js';
import { didYouMean, unknownName } from '../cli/unknown-name.js';
import type { Candidate } from './candidate.js';
import { candidates, findCandidate } from './candidates.js';
import { gameMethods } from './game-candidates.js';
import { parseTerms } from './parse-terms.js';
import { plainMethods } from './plain-candidates.js';
import { type Supplied, stubs } from './supplied.js';
import { formatTerm, isTerm, type Term, type TermValue } from './term.js';
import { optionValue } from './term-values.js';

/** Which optimizer, as JSON. */
export type OptimizerConfig = Term;

const isWrapper = (entry: [string, unknown]): entry is [string, zoo.WrapperFunction] =>
  typeof entry[1] === 'function' && 'wrapper' in entry[1];

/** By name: `lookahead(adam)` goes around another optimizer. */
export const wrappers: Readonly<Record<string, zoo.WrapperFunction>> = Object.fromEntries(
  Object.entries<unknown>(zoo).filter(isWrapper),
);

/** Reads `sgd, lookahead(adam(beta1=0.8))`, and makes one of each to see that its options are allowed. */
export function readOptimizerTerms(text: string): OptimizerConfig[] {
  const configs = parseTerms('--optimizer', text);
  for (const config of configs) check(config);
  return configs;
}

function check(config: OptimizerConfig): void {
  const owner = `--optimizer '${formatTerm(config)}'`;
  readInput(owner, () => makeTerm(config).dispose());
  const { name, options } = innermost(config);
  const { stepSize, defaultStepSize } = findCandidate(name);
  if (stepSize === undefined) return;
  const value = options[stepSize] ?? defaultStepSize!;
  if (!isTerm(value) && !(Number(value) > 0)) {
    throw new InputError(`${owner}: ${stepSize} is ${value}, but a step size must be larger than 0.`);
  }
}

/** Makes whatever a term names, an optimizer, a method of plain arrays or for games, to be disposed again. */
export function makeTerm(config: OptimizerConfig): { dispose(): void } {
  const { name, of } = config;
  if (!of && Object.hasOwn(gameMethods, name)) return createGameOptimizer(config);
  if (of || !Object.hasOwn(plainMethods, name)) return createOptimizer(config);
  createPlain(config);
  return { dispose() {} };
}

/** Makes it anew. */
export function createOptimizer({ name, of, options }: OptimizerConfig, supplied = stubs): tf.Optimizer {
  if (!of) {
    if (Object.hasOwn(wrappers, name)) throw new InputError(`${name} goes around an optimizer: ${name}(adam).`);
    const candidate = findCandidate(name);
    checkTypos(name, optionsOf(candidate), options);
    return candidate.create(valuesOf(options, supplied), supplied);
  }
  if (!Object.hasOwn(wrappers, name)) {
    if (Object.hasOwn(candidates, name)) throw new InputError(`${name} goes around no other optimizer.`);
    throw unknownName('wrapper', name, Object.keys(wrappers));
  }
  const { [name]: wrap } = wrappers;
  checkTypos(name, [...Object.keys(wrap.wrapper.hyper), 'exclude'], options);
  return wrap(createOptimizer(of, supplied) as zoo.ZooOptimizer, valuesOf(options, supplied) as never);
}

const valuesOf = (options: Term['options'], supplied: Supplied) =>
  Object.fromEntries(Object.entries(options).map(([option, value]) => [option, optionValue(option, value, supplied)]));

/** Makes a method of plain arrays anew. */
function createPlain({ name, options }: OptimizerConfig): void {
  checkTypos(name, Object.keys(findCandidate(name).options), options);
  plainMethods[name](valuesOf(options, stubs) as never);
}

/** Makes a method for games anew. */
export function createGameOptimizer({ name, of, options }: OptimizerConfig): GameOptimizer {
  if (of) throw new InputError(`${name} goes around no other optimizer.`);
  checkTypos(name, Object.keys(findCandidate(name).options), options);
  return gameMethods[name](valuesOf(options, stubs) as never);
}

function optionsOf({ options, forms, rules }: Candidate): string[] {
  const isOfZoo = Object.keys(rules).length > 0;
  const further = isOfZoo ? { ...zoo.execution, gradient: 0 } : {};
  return Object.keys(Object.assign({}, options, ...Object.values(forms), further));
}

/** An optimizer tells itself which options it has not; here those are told that were meant. */
function checkTypos(name: string, known: readonly string[], given: Term['options']): void {
  for (const option of Object.keys(given)) {
    const meant = known.includes(option) ? undefined : didYouMean(option, known);
    if (meant) throw new InputError(`${name} has no option '${option}'; ${meant} It knows ${known.join(', ')}.`);
  }
}

/** The optimizer inside all wrappers. */
export const innermost = (config: OptimizerConfig): OptimizerConfig => (config.of ? innermost(config.of) : config);

/** Which option is the step size. A results file may name an optimizer that this version does not know. */
const stepSizeName = (name: string): string | undefined =>
  Object.hasOwn(candidates, name) ? candidates[name].stepSize : 'learningRate';

/** The step size that is asked for: a number, or a schedule; undefined for the default. */
export function stepSizeAsked(config: OptimizerConfig): TermValue | undefined {
  const { name, options } = innermost(config);
  const option = stepSizeName(name);
  return option === undefined ? undefined : options[option];
}

/** The same, NaN where it is no number. */
export const stepSizeOf = (config: OptimizerConfig): number => Number(stepSizeAsked(config));

/** The number that is asked for, else the default: where tuning begins. */
export const firstStepSize = (config: OptimizerConfig): number =>
  stepSizeOf(config) || (findCandidate(innermost(config).name).defaultStepSize ?? Number.NaN);

/** The same optimizer with another step size, or, where it is undefined, with none said. */
export function withStepSize(config: OptimizerConfig, value: number | undefined): OptimizerConfig {
  const { name, of, options } = config;
  if (of) return { name, of: withStepSize(of, value), options };
  const option = stepSizeName(name);
  if (option === undefined) return config;
  const { [option]: _, ...others } = options;
  return { name, options: value === undefined ? others : { ...others, [option]: value } };
}
