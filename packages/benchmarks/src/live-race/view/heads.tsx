import type { FunctionalComponent } from 'vue';
import type { Plane } from '../plane.js';
import { type Inside, lookInside } from './inside.js';
import { headOf } from './paint.js';
import { type RaceState, racers } from './state.js';

interface Props {
  readonly plane: Plane;
  readonly state: RaceState;
  readonly inside: Inside;
}

/** While the race is held: a button on each optimizer, which looks into its step. At the start all are in one place. */
export const Heads: FunctionalComponent<Props> = ({ plane, state, inside }) => {
  const { isPlaying, position } = state;
  if (isPlaying.value || position.value < 1) return undefined;
  return (
    <div class="race-heads">
      {racers(state).map((runner, index) => {
        const [x, y] = headOf(plane, runner, position.value) ?? [-1, -1];
        if (!(x >= 0 && x <= plane.width && y >= 0 && y <= plane.height)) return undefined;
        return (
          <button
            type="button"
            data-own
            style={{ left: `${x}px`, top: `${y}px`, '--race-own': runner.color }}
            aria-label={`Look inside the step of ${runner.name}`}
            aria-pressed={inside.isOpen.value && inside.index.value === index}
            onClick={() => lookInside(state, inside, index)}
          />
        );
      })}
    </div>
  );
};
Heads.props = ['plane', 'state', 'inside'];
