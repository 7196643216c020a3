import { computed, defineComponent, type PropType, ref, watch } from 'vue';
import type { Plane } from '../plane.js';
import type { Frame } from '../race.js';
import { mapPixels } from './basin-colors.js';
import type { BasinMap, Flow, Swarm } from './swarm.js';

/** What is shown of a swarm, over the contours: where it is, or where each start ends. */
export const SwarmLayer = defineComponent({
  props: {
    plane: { type: Object as PropType<Plane>, required: true },
    swarm: { type: Object as PropType<Swarm>, required: true },
  },
  setup(props) {
    const { swarm } = props;
    const canvas = ref<HTMLCanvasElement>();
    watch(
      () => props.plane,
      (plane) => {
        swarm.plane.value = plane;
      },
      { immediate: true },
    );
    watch(
      [swarm.shown, canvas],
      () => {
        if (canvas.value && swarm.shown.value) paint(canvas.value, swarm.shown.value);
      },
      { flush: 'post' },
    );
    const place = computed(() => (swarm.shown.value ? placeOf(frameOf(swarm.shown.value), props.plane) : undefined));
    return () =>
      swarm.isOpen.value && swarm.shown.value ? (
        <div class={['race-swarm', 'basins' in swarm.shown.value ? 'map' : 'flow']} aria-hidden="true">
          <canvas ref={canvas} style={place.value} />
          {'basins' in swarm.shown.value && numbers(swarm.shown.value, props.plane)}
        </div>
      ) : undefined;
  },
});

const frameOf = (shown: Flow | BasinMap): Frame => ('basins' in shown ? shown.grid.frame : shown.frame);

function placeOf([left, right, bottom, top]: Frame, { toPixels }: Plane) {
  const [[x0, y0], [x1, y1]] = [toPixels(left, top), toPixels(right, bottom)];
  return { left: `${x0}px`, top: `${y0}px`, width: `${x1 - x0}px`, height: `${y1 - y0}px` };
}

/** Draws it on a canvas of as many pixels. */
export function paint(canvas: HTMLCanvasElement, shown: Flow | BasinMap): void {
  const isMap = 'basins' in shown;
  const [width, height] = isMap ? [shown.grid.columns, shown.grid.rows] : [shown.width, shown.height];
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const pixels = isMap ? mapPixels(shown.basins, canvas.parentElement!) : shown.pixels;
  canvas.getContext('2d')!.putImageData(new ImageData(pixels, width, height), 0, 0);
}

/** How many minima have their number beside them. */
const numbered = 30;

const numbers = ({ basins: { minima } }: BasinMap, { toPixels }: Plane) => (
  <svg aria-hidden="true">
    {minima.slice(0, numbered).map(({ point }, index) => {
      const [x, y] = toPixels(...point);
      return (
        <text x={x} y={y - 8}>
          {index + 1}
        </text>
      );
    })}
  </svg>
);
