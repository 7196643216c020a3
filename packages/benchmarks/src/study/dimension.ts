import type { Space } from '@optimizer-zoo/schedulers';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { type TermValue, termOf } from '../candidates/term.js';

/** Step by step: into what a wrapper goes around, or into a gradient source. */
export type Path = readonly ('of' | 'gradient')[];

/** A hyperparameter that tuning varies. */
export interface Dimension {
  /** The way to its owner from the outermost term. */
  readonly path: Path;
  readonly owner: string;
  readonly option: string;
  readonly default: number;
  readonly space: Space;
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

/** The setting with another value of an option. */
export function withOption(setting: OptimizerConfig, path: Path, option: string, value: TermValue): OptimizerConfig {
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
