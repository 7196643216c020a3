import { defineComponent, onMounted, type PropType, ref, shallowRef } from 'vue';
import { bounds } from '../race.js';
import type { RaceActions } from './actions.js';
import type { RaceState } from './state.js';

/** Takes another optimizer in, by name or as a term of the command line. */
export const AddRunner = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    actions: { type: Object as PropType<RaceActions>, required: true },
  },
  setup({ state, actions }) {
    const [text, fault] = [ref(''), ref('')];
    const names = shallowRef<readonly string[]>([]);
    onMounted(async () => {
      const { optimizers, wrappers } = await actions.catalogue();
      names.value = [...optimizers, ...wrappers.map((name) => `${name}(adam)`)];
    });
    const add = async (event: Event) => {
      event.preventDefault();
      try {
        const terms = await actions.readTerms(text.value);
        const optimizers = [...state.race.value.optimizers, ...terms];
        if (optimizers.length > bounds.optimizers) throw new Error(`At most ${bounds.optimizers} optimizers can race.`);
        [text.value, fault.value] = ['', ''];
        await actions.ask({ optimizers });
      } catch (error) {
        fault.value = (error as Error).message;
      }
    };
    return () => (
      <form class="race-add" onSubmit={add}>
        <input
          type="text"
          list="race-names"
          aria-label="Optimizer to add: a name, or a term such as lookahead(adam(learningRate=0.1))"
          aria-describedby={fault.value ? 'race-add-fault' : undefined}
          placeholder="lookahead(adam(learningRate=0.1))"
          maxlength={bounds.termLength}
          spellcheck={false}
          autocapitalize="off"
          value={text.value}
          onInput={(event) => {
            text.value = (event.target as HTMLInputElement).value;
          }}
        />
        <datalist id="race-names">
          {names.value.map((name) => (
            <option value={name} />
          ))}
        </datalist>
        <button type="submit" class="race-quiet">
          Add
        </button>
        {fault.value && (
          <p id="race-add-fault" class="race-fault" role="alert">
            {fault.value}
          </p>
        )}
      </form>
    );
  },
});
