import { defineComponent, type PropType } from 'vue';
import type { Inside } from './inside.js';
import { InsidePanel } from './inside-panel.js';
import type { RaceState } from './state.js';
import type { Swarm } from './swarm.js';
import { SwarmPanel } from './swarm-panel.js';
import type { Writing } from './writing.js';
import { WritingPanel } from './writing-panel.js';

/** What looks closer than the race: one at a time, under the stage. */
export const Tools = defineComponent({
  props: {
    state: { type: Object as PropType<RaceState>, required: true },
    inside: { type: Object as PropType<Inside>, required: true },
    swarm: { type: Object as PropType<Swarm>, required: true },
    writing: { type: Object as PropType<Writing>, required: true },
  },
  setup({ state, inside, swarm, writing }) {
    const tools = [
      {
        name: 'Inside a step',
        isOpen: inside.isOpen,
        open: () => {
          state.isPlaying.value = false;
        },
        panel: () => <InsidePanel state={state} inside={inside} />,
      },
      {
        name: 'Swarm',
        isOpen: swarm.isOpen,
        open: () => {},
        panel: () => <SwarmPanel state={state} swarm={swarm} />,
      },
      {
        name: 'Write a rule',
        isOpen: writing.isOpen,
        open: () => void writing.run(),
        panel: () => <WritingPanel writing={writing} />,
      },
    ];
    const toggle = (tool: (typeof tools)[number]) => {
      const willOpen = !tool.isOpen.value;
      for (const one of tools) one.isOpen.value = false;
      if (!willOpen) return;
      tool.isOpen.value = true;
      tool.open();
    };
    return () => (
      <div class="race-tools">
        <fieldset>
          <legend class="visually-hidden">Look closer</legend>
          {tools.map((tool) => (
            <button type="button" class="race-quiet" aria-expanded={tool.isOpen.value} onClick={() => toggle(tool)}>
              {tool.name}
            </button>
          ))}
        </fieldset>
        {tools.find(({ isOpen }) => isOpen.value)?.panel()}
      </div>
    );
  },
});
