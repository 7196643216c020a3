import { execution } from '@optimizer-zoo/optimizers';
import { InputError, readInput } from '../cli/input-error.js';
import { didYouMean } from '../cli/unknown-name.js';
import type { Candidate, OptimizerOptions, OptionValue } from './candidate.js';
import { candidates, findCandidate } from './candidates.js';

/** Which optimizer, as JSON. */
export interface OptimizerConfig {
  readonly name: string;
  readonly options: OptimizerOptions;
}

/** Splits `adam:beta1=0.8,epsilon=1e-6,sgd` at the commas between optimizers, not those between options. */
export const splitSpecs = (text: string): string[] => text.split(/,(?![^:,]*=)/);

/** Reads `adam` or `adam:beta1=0.8,learningRate=0.01`, and makes one to see that its options are allowed. */
export function parseSpec(spec: string): OptimizerConfig {
  const candidate = findCandidate(nameOf(spec));
  const owner = `--optimizer '${spec}'`;
  const { name, options } = readSpec(spec);
  checkTypos(name, candidate, options);
  readInput(owner, () => candidate.create(options).dispose());
  const { stepSize, defaultStepSize } = candidate;
  const value = options[stepSize] ?? defaultStepSize;
  if (!(Number(value) > 0)) {
    throw new InputError(`${owner}: ${stepSize} is ${value}, but a step size must be larger than 0.`);
  }
  return { name, options };
}

/** Reads the same without asking whether there is such an optimizer. */
export function readSpec(spec: string): OptimizerConfig {
  const [name, ...rest] = spec.trim().split(':');
  const pairs = rest.length === 0 ? [] : rest.join(':').split(',');
  return { name, options: readOptions(`--optimizer '${spec}'`, pairs) };
}

const nameOf = (spec: string) => spec.trim().split(':')[0];

/** The way back: `adam:beta1=0.8`. Also the optimizer's label in reports. */
export function formatSpec({ name, options }: OptimizerConfig): string {
  const pairs = Object.keys(options)
    .sort()
    .map((option) => `${option}=${options[option]}`);
  return pairs.length > 0 ? `${name}:${pairs.join(',')}` : name;
}

/** Which option is the step size. A results file may name an optimizer that this version does not know. */
export const stepSizeName = (name: string): string =>
  Object.hasOwn(candidates, name) ? candidates[name].stepSize : 'learningRate';

export const stepSizeOf = ({ name, options }: OptimizerConfig): number => Number(options[stepSizeName(name)]);

/** An optimizer tells itself which options it has not; here those are told that were meant. */
function checkTypos(name: string, { options, forms, rules }: Candidate, given: OptimizerOptions): void {
  const isOfZoo = Object.keys(rules).length > 0;
  const known = Object.keys(Object.assign({}, options, ...Object.values(forms), isOfZoo ? execution : {}));
  for (const option of Object.keys(given)) {
    const meant = known.includes(option) ? undefined : didYouMean(option, known);
    if (meant) throw new InputError(`${name} has no option '${option}'; ${meant} It knows ${known.join(', ')}.`);
  }
}

function readOptions(owner: string, pairs: readonly string[]): OptimizerOptions {
  const entries = pairs.map((pair) => parsePair(owner, pair));
  for (const [option] of entries) {
    const times = entries.filter(([other]) => other === option).length;
    if (times > 1) throw new InputError(`${owner}: ${option} is given ${times} times, but must be given once.`);
  }
  return Object.fromEntries(entries);
}

function parsePair(owner: string, pair: string): [string, OptionValue] {
  const match = /^([^=]+)=(.+)$/.exec(pair.trim());
  if (!match) throw new InputError(`${owner}: '${pair}' is not an option; write it as beta1=0.8.`);
  return [match[1].trim(), parseValue(match[2].trim())];
}

function parseValue(text: string): OptionValue {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
