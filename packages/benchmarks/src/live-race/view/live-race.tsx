import type { Remote } from 'comlink';
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref } from 'vue';
import type { FirstRun } from '../first-run.js';
import type { RaceWorker } from '../worker.js';
import { actionsOf, type RaceActions } from './actions.js';
import { AddRunner } from './add-runner.js';
import { Board } from './board.js';
import { Chart } from './chart.js';
import { goTo, togglePlay } from './clock.js';
import { Controls } from './controls.js';
import { FairnessSwitch } from './fairness-switch.js';
import { insideOf } from './inside.js';
import { RunnerPanel } from './runner-panel.js';
import { Stage } from './stage.js';
import { raceState } from './state.js';
import { swarmOf } from './swarm.js';
import { Tools } from './tools.js';
import { Transport } from './transport.js';
import { UseThis } from './use-this.js';
import { writingOf } from './writing.js';

/** The race: its first run is drawn when the site is built; the rest is loaded behind and takes over. */
export const LiveRace = defineComponent({
  props: { first: { type: Object as PropType<FirstRun>, required: true } },
  setup({ first }) {
    const state = raceState(first);
    const root = ref<HTMLElement>();
    let begin: (ready: RaceActions) => void = () => {};
    const actions = actionsOf(
      new Promise((resolve) => {
        begin = resolve;
      }),
    );
    let handOver: (remote: Remote<RaceWorker>) => void = () => {};
    const worker = new Promise<Remote<RaceWorker>>((resolve) => {
      handOver = resolve;
    });
    const inside = insideOf(state, worker);
    const swarm = swarmOf(state);
    const writing = writingOf(state);
    let end: (() => void) | undefined;
    onMounted(async () => {
      const isEmbedded = new URLSearchParams(window.location.search).has('embed');
      document.documentElement.classList.toggle('race-embedded', isEmbedded);
      if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
        state.position.value = 0;
        state.isPlaying.value = true;
      }
      const { connect } = await import('./connect.js');
      const connected = connect(state);
      end = connected.end;
      begin(connected.actions);
      handOver(connected.remote);
      root.value?.setAttribute('data-ready', '');
    });
    onBeforeUnmount(() => end?.());

    const keys = (event: KeyboardEvent) => {
      if ((event.target as Element).closest('input, select, textarea, [contenteditable]')) return;
      const step = Math.floor(state.position.value);
      const act: Readonly<Record<string, () => void>> = {
        ' ': () => togglePlay(state),
        '.': () => goTo(state, step + 1),
        ',': () => goTo(state, step - 1),
      };
      if (event.key === ' ' && (event.target as Element).closest('button:not(.race-start)')) return;
      if (!act[event.key]) return;
      event.preventDefault();
      act[event.key]!();
    };

    return () => (
      <section class="live-race" ref={root} aria-label="The race" aria-busy={state.busy.value > 0} onKeydown={keys}>
        <p class="race-note">Every path here is the code you would install, version {state.version}.</p>
        <div class="race-main">
          <Stage state={state} actions={actions} inside={inside} swarm={swarm} />
          <Transport state={state} />
          <Tools state={state} inside={inside} swarm={swarm} writing={writing} />
          <Controls state={state} actions={actions} />
          <RunnerPanel state={state} actions={actions} />
        </div>
        <div class="race-side">
          <FairnessSwitch state={state} actions={actions} />
          <Board state={state} actions={actions} />
          <AddRunner state={state} actions={actions} />
          <Chart state={state} actions={actions} />
        </div>
        <UseThis state={state} actions={actions} />
        <p class="race-note" role="status">
          {state.fault.value || state.work.value}
        </p>
      </section>
    );
  },
});
