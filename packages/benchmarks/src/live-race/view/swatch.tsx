import type { FunctionalComponent } from 'vue';
import type { Runner } from './runner.js';
import { shapePaths } from './shape-path.js';

/** A runner's shape on a piece of its line. */
export const Swatch: FunctionalComponent<{ runner: Runner }> = ({ runner: { color, dash, shape } }) => (
  <svg class="race-swatch" viewBox="-17 -8 34 16" aria-hidden="true">
    <path d="M-17 0H17" stroke={color} stroke-dasharray={dash} stroke-width="2" />
    <path d={shapePaths[shape]} fill={color} />
  </svg>
);
