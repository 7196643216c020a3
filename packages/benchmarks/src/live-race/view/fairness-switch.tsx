import type { FunctionalComponent } from 'vue';
import { type Fairness, fairnesses, trialCount } from '../race.js';
import type { RaceActions } from './actions.js';
import type { RaceState } from './state.js';

const names: Readonly<Record<Fairness, string>> = { defaults: 'Defaults', tuned: 'Tuned alike', yours: 'Yours' };

const notes: Readonly<Record<Fairness, string>> = {
  defaults: 'Each with the numbers it has when none are given.',
  tuned: `Each with the best of ${trialCount} settings, tried on another start: as many for all.`,
  yours: 'Each with the numbers that you gave.',
};

/** With which settings all race. */
export const FairnessSwitch: FunctionalComponent<{ state: RaceState; actions: RaceActions }> = ({ state, actions }) => {
  const { fairness } = state.race.value;
  return (
    <div class="race-fairness">
      <fieldset class="race-tabs">
        <legend class="visually-hidden">Settings</legend>
        {fairnesses.map((one) => (
          <button type="button" aria-pressed={one === fairness} onClick={() => actions.ask({ fairness: one })}>
            {names[one]}
          </button>
        ))}
      </fieldset>
      <small>{notes[fairness]}</small>
    </div>
  );
};
