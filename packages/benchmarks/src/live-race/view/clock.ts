import type { RaceState } from './state.js';

/** Steps in a second at speed 1. */
const pace = 15;

export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;

/** Moves the position while the race plays; returns what stops it. `paint` is called with each frame. */
export function startClock(state: RaceState, paint: () => void): () => void {
  let last = performance.now();
  let frame = requestAnimationFrame(function tick(now) {
    const passed = Math.min(0.1, (now - last) / 1000);
    last = now;
    if (state.isPlaying.value) advance(state, passed);
    paint();
    frame = requestAnimationFrame(tick);
  });
  return () => cancelAnimationFrame(frame);
}

function advance({ position, speed, race, isPlaying }: RaceState, seconds: number): void {
  const { steps } = race.value;
  position.value = Math.min(steps, position.value + seconds * pace * speed.value);
  if (position.value >= steps) isPlaying.value = false;
}

/** Plays from where it is, at the end from the start; or holds. */
export function togglePlay({ isPlaying, position, race }: RaceState): void {
  if (!isPlaying.value && position.value >= race.value.steps) position.value = 0;
  isPlaying.value = !isPlaying.value;
}

/** Holds at a whole step within the race. */
export function goTo({ isPlaying, position, race }: RaceState, step: number): void {
  isPlaying.value = false;
  position.value = Math.max(0, Math.min(race.value.steps, Math.round(step)));
}
