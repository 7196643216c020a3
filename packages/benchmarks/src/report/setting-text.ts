import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import type { Entry } from './entries.js';

/** In what the chosen setting differs from what was asked for: `beta1=0.97 learningRate=0.012`. */
export const settingText = ({ asked, chosen }: Pick<Entry, 'asked' | 'chosen'>): string =>
  changes(asked, chosen).join(' ') || 'as asked';

function changes(asked: OptimizerConfig, chosen: OptimizerConfig): string[] {
  const inner = asked.of && chosen.of ? changes(asked.of, chosen.of) : [];
  const own = Object.keys(chosen.options).filter((option) => !Object.hasOwn(asked.options, option));
  return [...inner, ...own.sort().map((option) => `${option}=${chosen.options[option]}`)];
}
