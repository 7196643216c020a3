import { defineComponent, onMounted, type PropType, ref, shallowRef } from 'vue';
import { bounds, functionOf, type Race } from '../race.js';
import type { RaceActions } from './actions.js';
import { goTo } from './clock.js';
import type { RaceState } from './state.js';

const stepCounts = [50, 100, 200, 300, 500, 1000, 2000, 5000];
const own = 'own';
const example = '(1 - x)^2 + 100 * (y - x^2)^2';

/** On what is raced, and for how long. */
export const Controls = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    actions: { type: Object as PropType<RaceActions>, required: true },
  },
  setup({ state, actions }) {
    const landscapes = shallowRef<readonly string[]>([nameOf(state.race.value)]);
    const isTyping = ref(false);
    onMounted(async () => {
      landscapes.value = (await actions.catalogue()).landscapes;
    });
    const raceOn = async (problem: Race['problem']) => {
      const { frame: _, ...view } = state.race.value.view;
      await actions.ask({ problem, view });
    };
    const pick = (name: string) => {
      isTyping.value = name === own;
      if (name !== own) void raceOn({ name });
    };
    const type = (expression: string) => raceOn({ expression, start: [...state.landscape.value.start] });
    return () => {
      const { problem, steps } = state.race.value;
      const isOwn = 'expression' in problem || isTyping.value;
      const name = isOwn ? own : nameOf(state.race.value);
      return (
        <form class="race-controls" onSubmit={(event) => event.preventDefault()}>
          <label>
            Landscape{' '}
            <select value={name} onChange={(event) => pick((event.target as HTMLSelectElement).value)}>
              {[...new Set([...(isOwn ? [] : [name]), ...landscapes.value])].map((one) => (
                <option value={one} selected={one === name}>
                  {one}
                </option>
              ))}
              <option value={own} selected={isOwn}>
                own function…
              </option>
            </select>
          </label>
          <label>
            Steps{' '}
            <select
              value={steps}
              onChange={async (event) => {
                await actions.ask({ steps: Number((event.target as HTMLSelectElement).value) });
                goTo(state, state.race.value.steps);
              }}
            >
              {[...new Set([...stepCounts, steps])]
                .sort((a, b) => a - b)
                .map((one) => (
                  <option value={one} selected={one === steps}>
                    {one}
                  </option>
                ))}
            </select>
          </label>
          <button
            type="button"
            class="race-quiet"
            disabled={!state.race.value.view.frame}
            onClick={() => actions.look(undefined)}
          >
            Whole view
          </button>
          {isOwn ? (
            <label class="race-own">
              f(x, y) ={' '}
              <input
                type="text"
                value={'expression' in problem ? problem.expression : example}
                maxlength={bounds.expressionLength}
                spellcheck={false}
                onChange={(event) => type((event.target as HTMLInputElement).value)}
                onKeydown={(event) => event.key === 'Enter' && type((event.target as HTMLInputElement).value)}
              />
            </label>
          ) : (
            <code class="race-formula" title={state.landscape.value.reference}>
              {state.landscape.value.formula}
            </code>
          )}
        </form>
      );
    };
  },
});

function nameOf({ problem }: Race): string {
  const of = functionOf(problem);
  return 'name' in of ? of.name : own;
}
