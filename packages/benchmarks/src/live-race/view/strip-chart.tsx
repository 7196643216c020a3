import { defineComponent, onMounted, type PropType, ref, shallowRef, watch } from 'vue';
import { formatNumber, formatTick } from '../../report/format.js';
import { logTicks } from '../../report/log-axis.js';
import { extentOf } from '../../report/statistics.js';
import { valueIn, withOption } from '../../study/dimension.js';
import type { StepStrip } from '../step-strip.js';
import type { RaceActions } from './actions.js';
import { type Axis, axisOf, heightOn } from './series.js';
import type { RaceState } from './state.js';
import { askYours } from './yours.js';

const least = 1e-16;

/** The end against the step size; a marker where each optimizer is, to be dragged. */
export const StripChart = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    actions: { type: Object as PropType<RaceActions>, required: true },
  },
  setup({ state, actions }) {
    const strips = shallowRef<readonly (StepStrip | undefined)[]>([]);
    const plot = ref<HTMLElement>();
    let held: number | undefined;
    const measure = () =>
      actions.strips((index, strip) => {
        strips.value = Object.assign([...strips.value], { [index]: strip });
      });
    const isSettled = () => state.busy.value === 0 && held === undefined;
    let measured: unknown;
    const measureIfNew = () => {
      if (!isSettled() || measured === state.ran.value) return;
      measured = state.ran.value;
      void measure();
    };
    onMounted(() => {
      watch([state.ran, state.busy], measureIfNew, { immediate: true });
    });

    const axes = () => {
      const known = strips.value.filter((strip) => strip !== undefined);
      const ends = known.map(({ ends }) => ends.filter(Number.isFinite).map(above));
      const start = state.runners.value[0]?.ran?.track.values[0] ?? 1;
      const y = axisOf([[above(start)], ...ends].map((one) => [Math.max(...one), ...one]));
      const x: Axis = { domain: extentOf(known.flatMap(({ stepSizes }) => stepSizes)), isLog: true };
      return { x, y };
    };
    const above = (value: number) => Math.max(least, value - state.measures.value.floor);

    const setTo = (index: number, stepSize: number) => {
      const strip = strips.value[index];
      const setting = state.runners.value[index]?.ran?.setting;
      if (!strip || !setting) return;
      const { path, option } = strip.dimension;
      void askYours(state, actions, index, withOption(setting, path, option, Number(stepSize.toPrecision(3))));
    };
    const drag = (event: PointerEvent) => {
      if (held === undefined) return;
      const { left, width } = plot.value!.getBoundingClientRect();
      const [low, high] = axes().x.domain;
      const share = Math.max(0, Math.min(1, (event.clientX - left) / width));
      setTo(held, low * (high / low) ** share);
    };

    return () => {
      const { x, y } = axes();
      if (strips.value.length === 0) return <p class="race-plot race-wait">Trying step sizes…</p>;
      return (
        <div
          class="race-plot race-strip"
          ref={plot}
          onPointermove={drag}
          onPointerup={() => {
            held = undefined;
            measureIfNew();
          }}
        >
          {logTicks(y.domain).map((value) => (
            <span class="race-tick" style={{ bottom: `${100 * heightOn(y, value)}%` }}>
              {formatTick(value)}
            </span>
          ))}
          {logTicks(x.domain).map((value) => (
            <span class="race-tick-below" style={{ left: `${100 * heightOn(x, value)}%` }}>
              {formatTick(value)}
            </span>
          ))}
          <svg
            viewBox="0 0 1000 1000"
            preserveAspectRatio="none"
            role="img"
            aria-label="The end of each optimizer against its step size"
          >
            {strips.value.map((strip, index) => {
              const runner = state.runners.value[index];
              return (
                strip &&
                runner && (
                  <path d={stripPath(strip, x, y, above)} stroke={runner.color} stroke-dasharray={runner.dash} />
                )
              );
            })}
          </svg>
          {strips.value.map((strip, index) => {
            const runner = state.runners.value[index];
            if (!strip || !runner?.ran) return undefined;
            const now = valueIn(runner.ran.setting, strip.dimension);
            if (!(now > 0)) return undefined; // a schedule
            const { values, outcome } = runner.ran.track;
            const end = outcome.status === 'ok' ? above(values[values.length - 1]!) : y.domain[1];
            return (
              <button
                type="button"
                class="race-marker"
                style={{
                  left: `${100 * clamped(heightOn(x, now))}%`,
                  bottom: `${100 * clamped(heightOn(y, end))}%`,
                  backgroundColor: runner.color,
                }}
                aria-label={`Step size of ${runner.name}: ${formatNumber(now, 3)}; drag it, or use the arrow keys`}
                title={`${runner.name} ${formatNumber(now, 3)}`}
                onPointerdown={(event) => {
                  held = index;
                  plot.value!.setPointerCapture(event.pointerId);
                }}
                onKeydown={(event) => {
                  const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
                  if (turn) setTo(index, now * 10 ** (turn / 20));
                }}
              />
            );
          })}
        </div>
      );
    };
  },
});

const clamped = (share: number) => Math.max(0, Math.min(1, share));

/** Broken where it diverged. */
function stripPath({ stepSizes, ends }: StepStrip, x: Axis, y: Axis, above: (value: number) => number): string {
  let path = '';
  for (const [index, end] of ends.entries()) {
    if (!Number.isFinite(end)) continue;
    const place = `${(1000 * heightOn(x, stepSizes[index]!)).toFixed(1)} ${(1000 * (1 - clamped(heightOn(y, above(end))))).toFixed(1)}`;
    path += `${index > 0 && Number.isFinite(ends[index - 1]) ? 'L' : 'M'}${place}`;
  }
  return path;
}
