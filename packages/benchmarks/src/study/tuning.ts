import { firstStepSize, type OptimizerConfig, withStepSize } from '../candidates/optimizer-term.js';
import { nextTrial, type Trial } from './step-size-search.js';

/**
 * The first `count` settings of the search for an optimizer's step size, its own first. Each follows from how those
 * before it ended, so the last is one whose end is not known: no more follow from that.
 */
export function searchOf(
  optimizer: OptimizerConfig,
  count: number,
  endOf: (setting: OptimizerConfig) => number | undefined,
): OptimizerConfig[] {
  const center = firstStepSize(optimizer);
  const settings: OptimizerConfig[] = [];
  const tried: Trial[] = [];
  while (settings.length < count) {
    const decades = nextTrial(tried);
    const value = Number((center * 10 ** decades).toPrecision(6));
    const setting = withStepSize(optimizer, value);
    settings.push(setting);
    const end = endOf(setting);
    if (end === undefined) break;
    tried.push({ decades, end });
  }
  return settings;
}
