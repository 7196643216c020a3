import { ticks } from 'd3-array';
import { computed, defineComponent, type PropType, ref } from 'vue';
import { formatNumber, formatTick } from '../../report/format.js';
import { logTicks } from '../../report/log-axis.js';
import { type ChartName, charts } from '../race.js';
import type { RaceActions } from './actions.js';
import { goTo } from './clock.js';
import { axisOf, heightOn, linePath, seriesOf } from './series.js';
import { type RaceState, setView } from './state.js';
import { StripChart } from './strip-chart.js';

export const chartNames: Readonly<Record<ChartName, string>> = {
  loss: 'Loss',
  distance: 'Distance',
  learningRate: 'Learning rate',
  stepSize: 'Step size',
};

/** Loss, distance or learning rate over the steps, with the step that is shown; dragging it moves all. */
export const Chart = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    actions: { type: Object as PropType<RaceActions>, required: true },
  },
  setup({ state, actions }) {
    const drawn = computed(() => {
      const { chart } = state.race.value.view;
      const { steps } = state.race.value;
      const lines = state.runners.value.flatMap(({ ran, color, dash }) =>
        ran && ran.track.values.length > 0
          ? [{ series: seriesOf(ran.track, chart, state.measures.value), color, dash }]
          : [],
      );
      const axis = axisOf(lines.map(({ series }) => series));
      return { axis, lines: lines.map(({ series, ...look }) => ({ ...look, d: linePath(series, axis, steps) })) };
    });
    const plot = ref<HTMLElement>();
    const scrub = (event: PointerEvent) => {
      if (event.type === 'pointerdown') plot.value!.setPointerCapture(event.pointerId);
      else if (!plot.value!.hasPointerCapture(event.pointerId)) return;
      const { left, width } = plot.value!.getBoundingClientRect();
      goTo(state, (state.race.value.steps * (event.clientX - left)) / width);
    };
    const overSteps = () => {
      const { axis, lines } = drawn.value;
      const { steps, view } = state.race.value;
      const { domain, isLog } = axis;
      const marks = (isLog ? logTicks(domain) : ticks(...domain, 5)).filter(
        (one) => one >= domain[0] && one <= domain[1],
      );
      return (
        <>
          <div class="race-plot" ref={plot} onPointerdown={scrub} onPointermove={scrub}>
            {marks.map((value) => (
              <span class="race-tick" style={{ bottom: `${100 * heightOn(axis, value)}%` }}>
                {isLog ? formatTick(value) : formatNumber(value, 3)}
              </span>
            ))}
            <svg
              viewBox="0 0 1000 1000"
              preserveAspectRatio="none"
              role="img"
              aria-label={`${chartNames[view.chart]} of each optimizer over ${steps} steps; the table says the numbers.`}
            >
              {lines.map(({ d, color, dash }) => (
                <path d={d} stroke={color} stroke-dasharray={dash} />
              ))}
            </svg>
            <i class="race-now" style={{ left: `${(100 * state.position.value) / steps}%` }} />
          </div>
          <div class="race-steps" aria-hidden="true">
            <span>0</span>
            <span>step</span>
            <span>{steps}</span>
          </div>
        </>
      );
    };
    return () => {
      const { view } = state.race.value;
      return (
        <figure class="race-chart">
          <fieldset class="race-tabs">
            <legend class="visually-hidden">Chart</legend>
            {charts.map((one) => (
              <button type="button" aria-pressed={one === view.chart} onClick={() => setView(state, { chart: one })}>
                {chartNames[one]}
              </button>
            ))}
          </fieldset>
          {view.chart === 'stepSize' ? <StripChart state={state} actions={actions} /> : overSteps()}
        </figure>
      );
    };
  },
});
