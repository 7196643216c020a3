import { defineComponent, onMounted, type PropType, ref, shallowRef, watch } from 'vue';
import { formatTerm, type Term } from '../../candidates/term.js';
import { type Dimension, valueIn, withOption } from '../../study/dimension.js';
import type { Catalogue } from '../catalogue.js';
import { bounds } from '../race.js';
import type { RaceActions } from './actions.js';
import { Sliders } from './sliders.js';
import { type RaceState, racers } from './state.js';
import { Swatch } from './swatch.js';
import { TrialsPlot } from './trials-plot.js';
import { askYours } from './yours.js';

/** One optimizer closely: its numbers, what goes around it, its schedule, what was tried for it, and the whole as text. */
export const RunnerPanel = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    actions: { type: Object as PropType<RaceActions>, required: true },
  },
  setup({ state, actions }) {
    const catalogue = shallowRef<Catalogue>();
    const dimensions = shallowRef<readonly Dimension[]>([]);
    const fault = ref('');
    onMounted(async () => {
      catalogue.value = await actions.catalogue();
    });
    const chosen = () => (state.chosen.value === undefined ? undefined : racers(state)[state.chosen.value]);
    watch(
      () => chosen()?.label,
      async () => {
        const runner = chosen();
        dimensions.value = runner ? await actions.dimensionsOf(runner.asked) : [];
      },
    );

    const ask = (term: Term) => askYours(state, actions, state.chosen.value!, term);
    const replace = async (term: Term | undefined) => {
      const { optimizers } = state.race.value;
      const index = state.chosen.value!;
      if (!term) state.chosen.value = undefined;
      await actions.ask({
        optimizers: term ? optimizers.with(index, term) : optimizers.filter((_, at) => at !== index),
      });
    };
    const type = async (text: string) => {
      try {
        const [term, ...more] = await actions.readTerms(text);
        if (more.length > 0) throw new Error('One optimizer at a time stands here.');
        fault.value = '';
        await ask(term!);
      } catch (error) {
        fault.value = (error as Error).message;
      }
    };

    return () => {
      const runner = chosen();
      if (!runner) return undefined;
      const setting = runner.ran?.setting ?? runner.asked;
      return (
        <section class="race-panel" aria-label={`Settings of ${runner.name}`}>
          <header>
            <Swatch runner={runner} />
            <strong>{runner.name}</strong>
            {state.race.value.optimizers.length > 1 && (
              <button type="button" class="race-quiet" onClick={() => replace(undefined)}>
                Remove
              </button>
            )}
            <button
              type="button"
              class="race-quiet"
              onClick={() => {
                state.chosen.value = undefined;
              }}
            >
              Close
            </button>
          </header>
          <input
            type="text"
            aria-label="The optimizer as a term"
            value={formatTerm(setting)}
            maxlength={bounds.termLength}
            spellcheck={false}
            onChange={(event) => type((event.target as HTMLInputElement).value)}
          />
          {fault.value && (
            <p class="race-fault" role="alert">
              {fault.value}
            </p>
          )}
          <Sliders
            dimensions={dimensions.value}
            setting={setting}
            onChange={(dimension, value) => ask(withOption(setting, dimension.path, dimension.option, value))}
          />
          <div class="race-parts">
            <Picker
              label="Wrap in"
              names={catalogue.value?.wrappers ?? []}
              onPick={(name) => replace({ name, of: runner.asked, options: {} })}
            />
            {runner.asked.of && (
              <button type="button" class="race-quiet" onClick={() => replace(runner.asked.of)}>
                Unwrap
              </button>
            )}
            <Picker
              label="Schedule"
              names={decays}
              onPick={(name) => {
                const rate = dimensions.value.find(({ option }) => option === 'learningRate');
                if (rate) void ask(withSchedule(setting, rate, name, state.race.value.steps));
              }}
            />
          </div>
          {runner.ran && runner.ran.trials.length > 0 && (
            <TrialsPlot trials={runner.ran.trials} color={runner.color} measures={state.measures.value} />
          )}
        </section>
      );
    };
  },
});

/** Schedules that need no more than where they begin and how long they last; others are typed. */
const decays = ['cosineDecay', 'linearDecay', 'tanhDecay', 'rex'];

function withSchedule(setting: Term, dimension: Dimension, name: string, decaySteps: number): Term {
  const initialValue = valueIn(setting, dimension);
  const start = Number.isFinite(initialValue) ? initialValue : dimension.default;
  return withOption(setting, dimension.path, dimension.option, { name, options: { initialValue: start, decaySteps } });
}

const Picker = ({
  label,
  names,
  onPick,
}: {
  label: string;
  names: readonly string[];
  onPick: (name: string) => void;
}) => (
  <label>
    {label}{' '}
    <select
      onChange={(event) => {
        const select = event.target as HTMLSelectElement;
        if (select.value) onPick(select.value);
        select.value = '';
      }}
    >
      <option value="">–</option>
      {names.map((name) => (
        <option value={name}>{name}</option>
      ))}
    </select>
  </label>
);
