import { defineComponent, type FunctionalComponent, onMounted, type PropType, ref, watch } from 'vue';
import { formatNumber, formatPercent } from '../../report/format.js';
import { type Basins, diverged, onItsWay } from '../basins.js';
import { endColor, rgbOf } from './basin-colors.js';
import type { Runner } from './runner.js';
import { type RaceState, racers } from './state.js';
import { type BasinMap, counts, type Swarm } from './swarm.js';
import { paint } from './swarm-layer.js';
import { Swatch } from './swatch.js';

/** Lets many starts go at once, and maps where each ends. */
export const SwarmPanel = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    swarm: { type: Object as PropType<Swarm>, required: true },
  },
  setup({ state, swarm }) {
    const root = ref<HTMLElement>();
    const { index, count, isRunning, progress, fault, shown, maps } = swarm;
    const run = () => swarm.run(rgbOf(racers(state)[index.value]!.color, root.value!));
    return () => {
      const { steps } = state.race.value;
      return (
        <section class="race-tool" ref={root} aria-label="Swarm">
          <header>
            <Choice
              label="Optimizer"
              options={racers(state).map(({ name }, at) => [at, name])}
              value={index.value}
              onPick={(value) => {
                index.value = value;
              }}
            />
            <Choice
              label="Starts"
              options={counts.map((one) => [one, one.toLocaleString('en')])}
              value={count.value}
              onPick={(value) => {
                count.value = value;
              }}
            />
            {isRunning.value ? (
              <button type="button" class="race-quiet" onClick={() => swarm.stop()}>
                Stop
              </button>
            ) : (
              [
                <button type="button" class="race-quiet" onClick={run}>
                  Let them go
                </button>,
                <button type="button" class="race-quiet" onClick={() => swarm.mapAll()}>
                  A map for each optimizer
                </button>,
              ]
            )}
            {progress.value && (
              <label class="race-progress">
                <progress max={steps} value={progress.value.step} /> {progress.value.name}: step {progress.value.step}{' '}
                of {steps}
              </label>
            )}
          </header>
          {fault.value && (
            <p class="race-fault" role="alert">
              {fault.value} So it makes no swarm.
            </p>
          )}
          {maps.value.length > 0 && (
            <div class="race-maps">
              {racers(state).map((runner, at) => (
                <OneMap
                  runner={runner}
                  map={maps.value[at]}
                  onPick={(map) => {
                    shown.value = map;
                    index.value = at;
                  }}
                />
              ))}
            </div>
          )}
          {shown.value && 'basins' in shown.value && <Legend basins={shown.value.basins} />}
          <p>
            All starts are one vector, and a step of all is one step of the optimizer on it: for rules that treat each
            coordinate by itself. It runs in a worker. A start is coloured by the minimum that it ends at after {steps}{' '}
            steps.
          </p>
        </section>
      );
    };
  },
});

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly (readonly [number, string])[];
  readonly value: number;
  readonly onPick: (value: number) => void;
}

const Choice: FunctionalComponent<ChoiceProps> = ({ label, options, value, onPick }) => (
  <label>
    {label}{' '}
    <select value={value} onChange={(event) => onPick(Number((event.target as HTMLSelectElement).value))}>
      {options.map(([one, text]) => (
        <option value={one} selected={one === value}>
          {text}
        </option>
      ))}
    </select>
  </label>
);
Choice.props = ['label', 'options', 'value', 'onPick'];

interface OneMapProps {
  readonly runner: Runner;
  readonly map: BasinMap | string | undefined;
  readonly onPick: (map: BasinMap) => void;
}

const OneMap: FunctionalComponent<OneMapProps> = ({ runner, map, onPick }) => (
  <figure>
    <figcaption>
      <Swatch runner={runner} /> {runner.name}
    </figcaption>
    {map === undefined && <p>waits</p>}
    {typeof map === 'string' && <p>{map}</p>}
    {map !== undefined && typeof map !== 'string' && (
      <button type="button" aria-label={`Show the map of ${runner.name} on the landscape`} onClick={() => onPick(map)}>
        <MapCanvas map={map} />
      </button>
    )}
    {map !== undefined && typeof map !== 'string' && <p>{wordsOf(map.basins)}</p>}
  </figure>
);
OneMap.props = ['runner', 'map', 'onPick'];

const MapCanvas = defineComponent({
  props: { map: { type: Object as PropType<BasinMap>, required: true } },
  setup(props) {
    const canvas = ref<HTMLCanvasElement>();
    const draw = () => paint(canvas.value!, props.map);
    onMounted(draw);
    watch(() => props.map, draw);
    return () => <canvas ref={canvas} />;
  },
});

/** Where starts end, in shares of all. */
function wordsOf({ minima, shares }: Basins): string {
  const of = (end: number) => shares.get(end) ?? 0;
  const others = [...shares].filter(([end]) => end > 0 && end < onItsWay).reduce((sum, [, share]) => sum + share, 0);
  const parts = [
    [minima.length > 1 ? 'lowest minimum' : 'minimum', of(0)],
    ['others', others],
    ['none yet', of(onItsWay)],
    ['diverged', of(diverged)],
  ] as const;
  return parts
    .flatMap(([name, share]) => (share > 0 ? [`${name} ${share < 0.005 ? '< 1 %' : formatPercent(share)}`] : []))
    .join(', ');
}

/** How many ends are told one by one. */
const listed = 8;

const Legend: FunctionalComponent<{ basins: Basins }> = ({ basins: { minima, shares } }) => {
  const rows = minima.slice(0, listed).map(({ point, value }, end) => ({
    end,
    name: `${end + 1}: (${point.map((one) => formatNumber(one, 3)).join(', ')}), value ${formatNumber(value, 3)}`,
  }));
  const rest = [...shares]
    .filter(([end]) => end >= listed && end < onItsWay)
    .reduce((sum, [, share]) => sum + share, 0);
  return (
    <ul class="race-legend" aria-label="Where the starts end">
      {[...rows, { end: onItsWay, name: 'at no minimum yet' }, { end: diverged, name: 'diverged' }].map(
        ({ end, name }) => (
          <li>
            <i style={{ background: endColor(end) }} /> {name} <b>{formatPercent(shares.get(end) ?? 0)}</b>
          </li>
        ),
      )}
      {rest > 0 && (
        <li>
          {minima.length - listed} other minima <b>{formatPercent(rest)}</b>
        </li>
      )}
    </ul>
  );
};
Legend.props = ['basins'];
