import * as zoo from '@optimizer-zoo/optimizers';
import type { Space } from '@optimizer-zoo/schedulers';
import type { Candidate, Declared } from '../candidates/candidate.js';
import { candidates, findCandidate } from '../candidates/candidates.js';
import { type OptimizerConfig, wrappers } from '../candidates/optimizer-term.js';
import { isTerm } from '../candidates/term.js';
import { haltonPoint } from './halton.js';

/** A hyperparameter that tuning varies. */
export interface Dimension {
  /** Around how many others its owner stands: 0 for the optimizer itself. */
  readonly level: number;
  readonly owner: string;
  readonly option: string;
  readonly default: number;
  readonly space: Space;
}

/**
 * What tuning varies of an optimizer, and of the wrappers around it: what has a space, but for what was spelt out, which
 * stays as it is. So `adam(beta1=0.8)` is tuned in all but beta1.
 */
export function searchSpace({ name, of, options }: OptimizerConfig): Dimension[] {
  const inner = of ? searchSpace(of) : [];
  const level = levelOf(of);
  const declared = of ? wrappers[name].wrapper.hyper : declaredOf(findCandidate(name), options);
  return [
    ...inner,
    ...Object.entries(declared).flatMap(([option, hyperparameter]) => {
      if (hyperparameter?.kind !== 'number' || !hyperparameter.space || Object.hasOwn(options, option)) return [];
      return [{ level, owner: name, option, default: hyperparameter.default, space: hyperparameter.space }];
    }),
  ];
}

/**
 * The first `count` settings that are tried: the optimizer as it was asked for, then points spread over its space, but for
 * the first, which has the step size that was asked for.
 */
export function trialSettings(optimizer: OptimizerConfig, count: number): OptimizerConfig[] {
  const space = searchSpace(optimizer);
  if (space.length === 0) return [optimizer];
  return [optimizer, ...Array.from({ length: count - 1 }, (_, index) => settingAt(optimizer, space, index + 2))];
}

/** What an option is in a setting: as asked for, else its default. */
export const valueIn = (setting: OptimizerConfig, { level, option, default: byDefault }: Dimension): number =>
  Number(partAt(setting, level).options[option] ?? byDefault);

const levelOf = (of: OptimizerConfig | undefined): number => (of ? 1 + levelOf(of.of) : 0);

const partAt = (setting: OptimizerConfig, level: number): OptimizerConfig =>
  levelOf(setting.of) === level ? setting : partAt(setting.of!, level);

/** The options of the form that is asked for. One of tf's has the spaces of what the zoo has of the same rule. */
function declaredOf({ rules, options, twin }: Candidate, given: OptimizerConfig['options']): Declared {
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
    (setting, { level, option, space, default: byDefault }, d) =>
      withOption(setting, level, option, valueAt(space, byDefault, point[d])),
    optimizer,
  );
}

function withOption(setting: OptimizerConfig, level: number, option: string, value: number): OptimizerConfig {
  if (levelOf(setting.of) === level) return { ...setting, options: { ...setting.options, [option]: value } };
  return { ...setting, of: withOption(setting.of!, level, option, value) };
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
