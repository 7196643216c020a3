import { computed, defineComponent, onBeforeUnmount, onMounted, type PropType, ref, watch } from 'vue';
import { type Plane, planeOf } from '../plane.js';
import type { RaceActions } from './actions.js';
import { startClock } from './clock.js';
import { Ground } from './ground.js';
import { Heads } from './heads.js';
import type { Inside } from './inside.js';
import { InsideLayer } from './inside-layer.js';
import { type Paints, paintRunners } from './paint.js';
import { pointers } from './pointers.js';
import { StartHandle } from './start-handle.js';
import { frameOf, type RaceState } from './state.js';
import type { Swarm } from './swarm.js';
import { SwarmLayer } from './swarm-layer.js';

/** The landscape with all that moves on it. */
export const Stage = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    actions: { type: Object as PropType<RaceActions>, required: true },
    inside: { type: Object as PropType<Inside>, required: true },
    swarm: { type: Object as PropType<Swarm>, required: true },
  },
  setup({ state, actions, inside, swarm }) {
    const [stage, canvas] = [ref<HTMLElement>(), ref<HTMLCanvasElement>()];
    const size = ref<readonly [number, number]>([1, 1]);
    const plane = computed<Plane>(() => planeOf(frameOf(state), ...size.value));
    const ends: (() => void)[] = [];

    onMounted(() => {
      const observer = new ResizeObserver(() => {
        const { clientWidth, clientHeight } = stage.value!;
        size.value = [clientWidth, clientHeight];
      });
      observer.observe(stage.value!);
      const context = canvas.value!.getContext('2d')!;
      let paints = paintsOf(stage.value!);
      const scheme = new MutationObserver(() => {
        paints = paintsOf(stage.value!);
      });
      scheme.observe(document.documentElement, { attributeFilter: ['class'] });
      watch(
        state.runners,
        () => {
          paints = paintsOf(stage.value!);
          isStale = true;
        },
        { flush: 'post' },
      );
      watch([plane, state.position, state.ran], () => {
        isStale = true;
      });
      let isStale = true;
      const stop = startClock(state, () => {
        if (!isStale || size.value[0] <= 1) return;
        isStale = false;
        fit(canvas.value!, context, size.value);
        paintRunners(context, plane.value, state.runners.value, state.position.value, paints);
      });
      watch(plane, () => actions.show(plane.value), { immediate: true });
      ends.push(
        stop,
        () => observer.disconnect(),
        () => scheme.disconnect(),
        pointers(stage.value!, () => plane.value, actions),
      );
    });
    onBeforeUnmount(() => {
      for (const end of ends) end();
    });

    return () => (
      <figure class="race-stage" ref={stage}>
        <Ground state={state} />
        <SwarmLayer plane={plane.value} swarm={swarm} />
        <canvas ref={canvas} />
        <InsideLayer plane={plane.value} inside={inside} />
        <Heads plane={plane.value} state={state} inside={inside} />
        <StartHandle state={state} actions={actions} />
        <div class="race-paints" aria-hidden="true">
          {state.runners.value.map(({ color }) => (
            <i style={{ color }} />
          ))}
        </div>
      </figure>
    );
  },
});

/** The colours as the style sheet has them now. */
function paintsOf(stage: HTMLElement): Paints {
  const colors = [...stage.querySelectorAll('.race-paints i')].map((one) => getComputedStyle(one).color);
  const { backgroundColor, color } = getComputedStyle(stage);
  return { colors, ground: backgroundColor, ink: color };
}

function fit(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, [width, height]: readonly [number, number]) {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}
