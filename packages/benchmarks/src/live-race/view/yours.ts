import type { Term } from '../../candidates/term.js';
import type { RaceActions } from './actions.js';
import { type RaceState, racers } from './state.js';

/** Another setting of one optimizer; all others keep what they ran with. */
export async function askYours(state: RaceState, actions: RaceActions, index: number, setting: Term): Promise<void> {
  const { optimizers, fairness } = state.race.value;
  const now = racers(state).map(({ ran, asked }, at) =>
    fairness === 'yours' ? optimizers[at]! : (ran?.setting ?? asked),
  );
  await actions.ask({ fairness: 'yours', optimizers: now.with(index, setting) });
}
