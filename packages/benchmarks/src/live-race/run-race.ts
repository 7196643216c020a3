import type { Term } from '../candidates/term.js';
import { breathe } from '../run/breathe.js';
import type { Race } from './race.js';
import { settle, type TriedSetting } from './settings.js';
import { runTrack, type Track } from './track.js';

/** An optimizer in the race: what it ran with, what was tried for that, and what came of it. */
export interface Ran {
  readonly setting: Term;
  readonly trials: readonly TriedSetting[];
  readonly track: Track;
}

/**
 * Runs all of a race and hands over each as it is done. With `settings` nothing is tuned anew: so a start that is dragged is
 * followed at once.
 */
export async function runRace(
  race: Race,
  onRan: (index: number, ran: Ran) => void,
  { settings, isWanted = () => true }: { settings?: readonly Term[]; isWanted?: () => boolean } = {},
): Promise<void> {
  const { optimizers, problem, seed, steps } = race;
  for (const [index, optimizer] of optimizers.entries()) {
    const known = settings?.[index];
    const { setting, trials } = known ? { setting: known, trials: [] } : await settle(race, optimizer, isWanted);
    const track = await runTrack({ optimizer: setting, problem, seed, steps }, isWanted);
    if (!isWanted()) return;
    onRan(index, { setting, trials, track });
    await breathe();
  }
}
