import { defineComponent, type FunctionalComponent, type PropType, ref } from 'vue';
import { commandOf, fitOf, programOf } from '../use.js';
import type { RaceActions } from './actions.js';
import { saveRuns, saveStage } from './files.js';
import { type RaceState, racers } from './state.js';

/** What leads from here to a program: install, code, command; and files out and in. */
export const UseThis = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    actions: { type: Object as PropType<RaceActions>, required: true },
  },
  setup({ state, actions }) {
    const index = ref(0);
    const complaints = ref<readonly string[]>([]);
    const play = async (event: Event) => {
      const input = event.target as HTMLInputElement;
      const [file] = input.files ?? [];
      if (!file) return;
      const { race, complaints: found } = await actions.raceOfLines(await file.text());
      complaints.value = found.slice(0, 3);
      input.value = '';
      if (race) await actions.ask(race);
    };
    return () => {
      const runners = racers(state);
      const runner = runners[state.chosen.value ?? index.value] ?? runners[0]!;
      const setting = runner.ran?.setting ?? runner.asked;
      const { start, formula } = state.landscape.value;
      return (
        <details class="race-use">
          <summary>Use this</summary>
          <Code label="Install" text="npm i @optimizer-zoo/optimizers" />
          <label>
            Optimizer{' '}
            <select
              value={runners.indexOf(runner)}
              onChange={(event) => {
                index.value = Number((event.target as HTMLSelectElement).value);
                state.chosen.value = undefined;
              }}
            >
              {runners.map(({ name }, at) => (
                <option value={at} selected={runners[at] === runner}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Code
            label="On a function, without TensorFlow.js"
            text={programOf(setting, { start, formula, steps: state.race.value.steps })}
          />
          <Code label="On a model" text={fitOf(setting)} />
          <Code label="The same race on the command line" text={commandOf(state.race.value)} />
          <div class="race-files">
            <button type="button" class="race-quiet" onClick={() => saveRuns(state)}>
              Runs as JSON lines
            </button>
            <button type="button" class="race-quiet" onClick={(event) => saveStage(event.target as Element, 'svg')}>
              SVG
            </button>
            <button type="button" class="race-quiet" onClick={(event) => saveStage(event.target as Element, 'png')}>
              PNG
            </button>
            <label class="race-quiet">
              Play a results file
              <input type="file" accept=".jsonl,.json,.txt" class="visually-hidden" onChange={play} />
            </label>
          </div>
          {complaints.value.map((complaint) => (
            <p class="race-fault" role="alert">
              {complaint}
            </p>
          ))}
        </details>
      );
    };
  },
});

const Code: FunctionalComponent<{ label: string; text: string }> = ({ label, text }) => (
  <div class="race-code">
    <span>{label}</span>
    <button
      type="button"
      class="race-quiet"
      aria-label={`Copy: ${label}`}
      onClick={() => navigator.clipboard.writeText(text)}
    >
      Copy
    </button>
    <pre tabindex={0}>{text}</pre>
  </div>
);
