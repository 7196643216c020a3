import { computed, defineComponent, type PropType } from 'vue';
import type { Contours } from '../contours.js';
import { fineness } from '../grid-path.js';
import { type Plane, planeOf } from '../plane.js';
import { frameOf, type RaceState } from './state.js';
import { trackPath } from './track-path.js';

/** Units across the frame, whatever the size of the stage. */
export const units = 1000;

/** All that stands still: contours, minimisers, and the paths from end to end. It is drawn when the site is built, too. */
export const Ground = defineComponent({
  props: { state: { type: Object as PropType<RaceState>, required: true } },
  setup({ state }) {
    const plane = computed(() => planeOf(frameOf(state), units, units));
    const paths = computed(() =>
      state.runners.value.map(({ ran, color, dash }) => ({
        color,
        dash,
        d: ran ? trackPath(ran.track, plane.value) : '',
      })),
    );
    const minimisers = computed(() =>
      (state.landscape.value.minimum?.points ?? []).map(([x, y]) => plane.value.toPixels(x!, y!)),
    );
    return () => (
      <svg class="race-ground" viewBox={`0 0 ${units} ${units}`} role="img" aria-label={descriptionOf(state)}>
        <g class="race-heights" transform={gridTransform(state.contours.value, plane.value)}>
          {state.contours.value.paths.map((d) => (
            <path d={d} />
          ))}
        </g>
        {minimisers.value.map(([x, y]) => (
          <path class="race-minimum" d={`M${x - 9} ${y}h18M${x} ${y - 9}v18`} />
        ))}
        {paths.value.map(({ d, color, dash }) => (
          <path class="race-way" d={d} stroke={color} stroke-dasharray={dash} />
        ))}
      </svg>
    );
  },
});

const descriptionOf = ({ landscape, runners }: RaceState): string =>
  `The landscape ${landscape.value.label} with the paths of ${runners.value.map(({ name }) => name).join(', ')}; the table says where they are.`;

/** From the units of the grid to those of the drawing. */
function gridTransform(
  { frame: [left, right, bottom, top], size: [across, up] }: Contours,
  { toPixels }: Plane,
): string {
  const [x0, y0] = toPixels(left, top);
  const [x1, y1] = toPixels(right, bottom);
  const [a, d] = [(x1 - x0) / (across - 1), (y1 - y0) / (up - 1)];
  return `matrix(${[a / fineness, 0, 0, d / fineness, x0 - a / 2, y0 - d / 2].map((one) => Number(one.toPrecision(7))).join(' ')})`;
}
