import * as experimental from '@optimizer-zoo/optimizers/experimental';
import * as plain from '@optimizer-zoo/optimizers/float64';
import type { OptimizerConfig } from './optimizer-term.js';
import { stubs } from './supplied.js';
import { type TermValue, termOf } from './term.js';
import { optionValue } from './term-values.js';

type Make = (...given: unknown[]) => plain.Float64Optimizer;

/** Experimental rules have factories on tensors alone. */
const ofExperimental = Object.entries(experimental).flatMap(([name, factory]) =>
  'rule' in factory ? [[name, plain.factoryOf(factory.rule)] as const] : [],
);

const named = { ...plain, ...Object.fromEntries(ofExperimental) } as unknown as Readonly<
  Record<string, Make | undefined>
>;

const makes = (name: string, ...faces: ('rule' | 'method' | 'wrapper')[]): boolean => {
  const { [name]: make } = named;
  return typeof make === 'function' && faces.some((face) => face in make);
};

/**
 * What runs the optimizer of a term on plain arrays, with the same options; undefined where there is none, or an option is
 * about tensors alone.
 */
export function createFloat64({ name, of, options }: OptimizerConfig): plain.Float64Optimizer | undefined {
  try {
    const values = valuesOf(options);
    if (!values) return undefined;
    if (!of) return makes(name, 'rule', 'method') ? named[name]!(values) : undefined;
    const inner = createFloat64(of);
    return inner && makes(name, 'wrapper') ? named[name]!(inner, values) : undefined;
  } catch {
    return undefined; // an option that has no place there
  }
}

/** Options as values; undefined where a gradient source is asked for that needs tensors. */
function valuesOf(options: OptimizerConfig['options']): object | undefined {
  const { gradient = 'reverseMode', ...others } = options;
  const source = sourceOf(gradient);
  if (!source) return undefined;
  const given = Object.entries(others).map(([option, value]) => [option, optionValue(option, value, stubs)]);
  return { ...Object.fromEntries(given), ...source };
}

/** Sources that plain arrays have too, under the same name. */
const measuring: Readonly<Record<string, (options: never) => object>> = {
  hutchinson: plain.hutchinson,
  hessianVector: plain.hessianVector,
};

function sourceOf(asked: TermValue): object | undefined {
  const { name, options } = termOf(asked);
  if (name === 'reverseMode') return {};
  if (!Object.hasOwn(measuring, name)) return undefined;
  return { gradient: measuring[name](options as never) };
}
