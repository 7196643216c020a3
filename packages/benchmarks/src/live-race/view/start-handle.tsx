import type { FunctionalComponent } from 'vue';
import { formatNumber } from '../../report/format.js';
import { planeOf } from '../plane.js';
import type { RaceActions } from './actions.js';
import { units } from './ground.js';
import { frameOf, type RaceState } from './state.js';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The start: dragged, or moved by arrow keys, a hundredth of the frame each, with shift a tenth. */
export const StartHandle: FunctionalComponent<{ state: RaceState; actions: RaceActions }> = ({ state, actions }) => {
  const frame = frameOf(state);
  const { start } = state.landscape.value;
  const [x, y] = planeOf(frame, units, units).toPixels(start[0]!, start[1]!);
  const at = (value: number, whole: string) => `calc(50${whole} + ${((value - units / 2) / units) * 100}cqmin)`;
  const move = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const part = event.shiftKey ? 10 : 100;
    actions.moveStart([
      start[0]! + (direction[0] * (frame[1] - frame[0])) / part,
      start[1]! + (direction[1] * (frame[3] - frame[2])) / part,
    ]);
  };
  return (
    <button
      type="button"
      class="race-start"
      style={{ left: at(x, 'cqw'), top: at(y, 'cqh') }}
      aria-label={`Start at ${start.map((one) => formatNumber(one, 3)).join(', ')}: drag it, or use the arrow keys`}
      onKeydown={move}
    />
  );
};
