import * as zoo from '@optimizer-zoo/optimizers';
import type { Space } from '@optimizer-zoo/schedulers';
import type { Candidate, Declared } from '../candidates/candidate.js';
import { candidates, findCandidate } from '../candidates/candidates.js';
import { type OptimizerConfig, wrappers } from '../candidates/optimizer-term.js';
import { isTerm, termOf } from '../candidates/term.js';
import { optionsOfSource } from '../candidates/term-values.js';
import { haltonPoint } from './halton.js';

/** Step by step: into what a wrapper goes around, or into a gradient source. */
type Path = readonly ('of' | 'gradient')[];

/** A hyperparameter that tuning varies. */
export interface Dimension {
  /** The way to its owner from the outermost term. */
  readonly path: Path;
  readonly owner: string;
  readonly option: string;
  readonly default: number;
  readonly space: Space;
}

/**
 * What tuning varies of an optimizer, of the wrappers around it and of the gradient sources that are named: what has a
 * space, but for what was spelt out, which stays as it is. So `adam(beta1=0.8)` is tuned in all but beta1.
 */
export function searchSpace(optimizer: OptimizerConfig, path: Path = []): Dimension[] {
  const { name, of, options } = optimizer;
  const { gradient } = options;
  return [
    ...(of ? searchSpace(of, [...path, 'of']) : []),
    ...Object.entries(declaredOf(optimizer, path)).flatMap(([option, hyperparameter]) => {
      if (hyperparameter?.kind !== 'number' || !hyperparameter.space || Object.hasOwn(options, option)) return [];
      return [{ path, owner: name, option, default: hyperparameter.default, space: hyperparameter.space }];
    }),
    ...(gradient === undefined ? [] : searchSpace(termOf(gradient), [...path, 'gradient'])),
  ];
}

/** After so many points for each setting that is wanted, a space has no more. */
const patience = 20;

/**
 * The first `count` settings that are tried, no two alike: the optimizer as it was asked for, then points spread over its space.
 * Fewer where its space has no more.
 */
export function trialSettings(optimizer: OptimizerConfig, count: number): OptimizerConfig[] {
  const space = searchSpace(optimizer);
  const valuesOf = (setting: OptimizerConfig) => String(space.map((dimension) => valueIn(setting, dimension)));
  const settings = new Map([[valuesOf(optimizer), optimizer]]);
  if (space.length === 0) return [optimizer];
  for (let n = 2; settings.size < count && n < patience * count; n++) {
    const setting = settingAt(optimizer, space, n);
    if (!settings.has(valuesOf(setting))) settings.set(valuesOf(setting), setting);
  }
  return [...settings.values()];
}

/** How it is called within its optimizer: `gradient.strength`. */
export const dimensionName = ({ path, option }: Dimension): string =>
  [...path.filter((step) => step !== 'of'), option].join('.');

/** What an option is in a setting: as asked for, else its default. */
export function valueIn(setting: OptimizerConfig, { path, option, default: byDefault }: Dimension): number {
  const owner = path.reduce((part, step) => partIn(part, step), setting);
  return Number(owner.options[option] ?? byDefault);
}

const partIn = ({ of, options }: OptimizerConfig, step: Path[number]): OptimizerConfig =>
  step === 'of' ? of! : termOf(options.gradient);

/** The options of a wrapper, of a gradient source or of an optimizer. */
function declaredOf({ name, of, options }: OptimizerConfig, path: Path): Declared {
  if (of) return wrappers[name].wrapper.hyper;
  return path.at(-1) === 'gradient' ? optionsOfSource(name) : formOptions(findCandidate(name), options);
}

/** The options of the form that is asked for. One of tf's has the spaces of what the zoo has of the same rule. */
function formOptions({ rules, options, twin }: Candidate, given: OptimizerConfig['options']): Declared {
  if (twin) {
    const { options: same } = candidates[twin.optimizer];
    return Object.fromEntries(
      Object.entries(options).map(([name, own]) => [name, withSpace(own, same[twin.renamed?.[name] ?? name])]),
    );
  }
  const { '': rule } = rules;
  if (!rule) return options;
  const settings = Object.entries(given).map(([name, value]) => [name, isTerm(value) ? () => 0 : value]);
  return zoo.formOf(rule, Object.fromEntries(settings)).hyper;
}

const withSpace = (own: Declared[string], same: Declared[string]): Declared[string] =>
  own?.kind === 'number' && same?.kind === 'number' ? { ...own, space: same.space } : own;

function settingAt(optimizer: OptimizerConfig, space: readonly Dimension[], n: number): OptimizerConfig {
  const point = haltonPoint(n, space.length);
  return space.reduce(
    (setting, { path, option, space, default: byDefault }, d) =>
      withOption(setting, path, option, valueAt(space, byDefault, point[d])),
    optimizer,
  );
}

function withOption(setting: OptimizerConfig, path: Path, option: string, value: number): OptimizerConfig {
  const [step, ...further] = path;
  if (!step) return { ...setting, options: { ...setting.options, [option]: value } };
  const part = withOption(partIn(setting, step), further, option, value);
  return step === 'of' ? { ...setting, of: part } : { ...setting, options: { ...setting.options, gradient: part } };
}

/** The value at `t` in [0, 1), with few digits, as it is shown and repeated. */
export function valueAt(space: Space, byDefault: number, t: number): number {
  if ('among' in space) return space.among[Math.floor(t * space.among.length)];
  if ('between' in space) return round(space.between[0] + t * (space.between[1] - space.between[0]));
  if ('around' in space) return round(byDefault * space.around ** (2 * t - 1));
  if ('logBetween' in space) return round(space.logBetween[0] * (space.logBetween[1] / space.logBetween[0]) ** t);
  const low = (1 - byDefault) / space.belowOne;
  const high = Math.min(1, (1 - byDefault) * space.belowOne);
  return Number((1 - round(low * (high / low) ** t)).toPrecision(12));
}

const round = (value: number) => Number(value.toPrecision(4));
