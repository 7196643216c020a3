import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { termOf } from '../candidates/term.js';
import type { Entry } from './entries.js';

/** In what the chosen setting differs from what was asked for: `beta1=0.97 learningRate=0.012 gradient.strength=0.02`. */
export const settingText = ({ asked, chosen }: Pick<Entry, 'asked' | 'chosen'>): string =>
  changes(asked, chosen).join(' ') || 'as asked';

function changes(asked: OptimizerConfig, chosen: OptimizerConfig): string[] {
  const inner = asked.of && chosen.of ? changes(asked.of, chosen.of) : [];
  const own = Object.keys(chosen.options).filter((option) => !Object.hasOwn(asked.options, option));
  const [before, after] = [asked.options.gradient, chosen.options.gradient];
  const within = before !== undefined && after !== undefined ? changes(termOf(before), termOf(after)) : [];
  return [
    ...inner,
    ...own.sort().map((option) => `${option}=${chosen.options[option]}`),
    ...within.map((change) => `gradient.${change}`),
  ];
}
