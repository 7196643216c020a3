import { defineComponent, type FunctionalComponent, onBeforeUnmount, onMounted, type PropType, ref } from 'vue';
import { commandOf, embeddingOf, fitOf, programOf } from '../use.js';
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
    const play = async (file: File | undefined) => {
      if (!file) return;
      const { race, complaints: found } = await actions.raceOfLines(await file.text());
      complaints.value = found.slice(0, 3);
      if (race) await actions.ask(race);
    };
    const pick = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const [file] = input.files ?? [];
      input.value = '';
      return play(file);
    };
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      over(event);
      return play(event.dataTransfer?.files[0]);
    };
    onMounted(() => {
      window.addEventListener('dragover', over);
      window.addEventListener('drop', drop);
    });
    onBeforeUnmount(() => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    });
    const isOpen = ref(false);
    return () => {
      const runners = racers(state);
      const runner = runners[state.chosen.value ?? index.value] ?? runners[0]!;
      const setting = runner.ran?.setting ?? runner.asked;
      const { start, formula } = state.landscape.value;
      return (
        <details
          class="race-use"
          onToggle={(event) => {
            isOpen.value = (event.target as HTMLDetailsElement).open;
          }}
        >
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
          {isOpen.value && <Code label="In a page of your own" text={embeddingOf(window.location.href)} />}
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
              Play a results file, or drop it anywhere
              <input type="file" accept=".jsonl,.json,.txt" class="visually-hidden" onChange={pick} />
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
