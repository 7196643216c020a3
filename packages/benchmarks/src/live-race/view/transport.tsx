import type { FunctionalComponent } from 'vue';
import { goTo, speeds, togglePlay } from './clock.js';
import type { RaceState } from './state.js';

/** Play, pause, step, speed, and one bar for path, charts and table. */
export const Transport: FunctionalComponent<{ state: RaceState }> = ({ state }) => {
  const { isPlaying, position, race, speed } = state;
  const step = Math.floor(position.value);
  return (
    <fieldset class="race-transport">
      <legend class="visually-hidden">Time</legend>
      <button
        type="button"
        class="race-play"
        aria-label={isPlaying.value ? 'Pause' : 'Play'}
        onClick={() => togglePlay(state)}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d={isPlaying.value ? 'M5 4h3.5v12H5zM11.5 4H15v12h-3.5z' : 'M6 3.5 16 10 6 16.5z'} />
        </svg>
      </button>
      <button type="button" aria-label="One step back" onClick={() => goTo(state, step - 1)}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M14 4 6 10l8 6zM4 4h2v12H4z" />
        </svg>
      </button>
      <button type="button" aria-label="One step on" onClick={() => goTo(state, step + 1)}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="m6 4 8 6-8 6zM14 4h2v12h-2z" />
        </svg>
      </button>
      <input
        type="range"
        min={0}
        max={race.value.steps}
        step={1}
        value={step}
        aria-label="Step"
        onInput={(event) => goTo(state, Number((event.target as HTMLInputElement).value))}
      />
      <output class="race-step">
        {step}
        <small> / {race.value.steps}</small>
      </output>
      <label class="race-speed">
        <span class="visually-hidden">Speed</span>
        <select
          value={speed.value}
          onChange={(event) => {
            speed.value = Number((event.target as HTMLSelectElement).value);
          }}
        >
          {speeds.map((one) => (
            <option value={one} selected={one === speed.value}>
              {one}×
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
};
