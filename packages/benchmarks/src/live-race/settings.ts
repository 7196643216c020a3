import type { Term } from '../candidates/term.js';
import { breathe } from '../run/breathe.js';
import { finalObjective, type RunRecord } from '../study/run-record.js';
import { trialSettings } from '../study/search-space.js';
import { bestTrial, tuningSeed } from '../study/tuning.js';
import { type Race, trialCount } from './race.js';
import { runTrack } from './track.js';
import { withDefaults } from './with-defaults.js';

/** A setting that was tried, and where it ended: Infinity where it diverged. */
export interface TriedSetting {
  readonly setting: Term;
  readonly end: number;
}

/** The optimizers of a race as they race, and what was tried for each. */
export interface Settled {
  readonly settings: readonly Term[];
  readonly trials: readonly (readonly TriedSetting[])[];
}

/**
 * What an optimizer is raced with. Tuned as `optimizer-zoo run --tune 30` does it: the same settings are tried, on the seed for
 * trials, and the one that ends lowest is taken.
 */
export async function settle(
  { fairness, problem, steps }: Race,
  optimizer: Term,
  isWanted?: () => boolean,
): Promise<{ setting: Term; trials: TriedSetting[] }> {
  if (fairness === 'yours') return { setting: optimizer, trials: [] };
  const plain = withDefaults(optimizer);
  if (fairness === 'defaults') return { setting: plain, trials: [] };
  const tried = [];
  for (const setting of trialSettings(plain, trialCount)) {
    const { outcome } = await runTrack({ optimizer: setting, problem, seed: tuningSeed, steps }, isWanted);
    tried.push({ setting, run: outcome as RunRecord });
    await breathe();
    if (isWanted?.() === false) break;
  }
  const trials = tried.map(({ setting, run }) => ({ setting, end: finalObjective(run) }));
  return { setting: bestTrial(tried).setting, trials };
}
