import * as zoo from '@optimizer-zoo/optimizers';
import type { Candidate, Declared } from '../candidates/candidate.js';
import { candidates, findCandidate } from '../candidates/candidates.js';
import { type OptimizerConfig, wrappers } from '../candidates/optimizer-term.js';
import { isTerm, termOf } from '../candidates/term.js';
import { optionsOfSource } from '../candidates/term-values.js';
import { type Dimension, type Path, valueAt, valueIn, withOption } from './dimension.js';
import { haltonPoint } from './halton.js';

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
