import type { FunctionalComponent } from 'vue';
import { formatTerm } from '../../candidates/term.js';
import { formatNumber } from '../../report/format.js';
import { type Ranking, rankings } from '../race.js';
import { ranked, type Standing, standingOf } from '../standings.js';
import type { RaceActions } from './actions.js';
import type { Runner } from './runner.js';
import { type RaceState, setView } from './state.js';
import { Swatch } from './swatch.js';

const headings: Readonly<Record<Ranking, string>> = {
  value: 'loss',
  distance: 'distance',
  steps: 'steps',
  gradients: 'gradients',
};

const unrun: Standing = { value: Number.NaN, distance: Number.NaN, isLost: false };

/** Where all stand at the step that is shown, in words. A heading ranks by its column. */
export const Board: FunctionalComponent<{ state: RaceState; actions: RaceActions }> = ({ state, actions }) => {
  const { runners, measures, position, race } = state;
  const step = Math.floor(position.value);
  const standings = runners.value.map(({ ran }) => (ran ? standingOf(ran.track, step, measures.value) : unrun));
  const { ranking } = race.value.view;
  const order = ranked(standings, ranking);
  return (
    <table class="race-board">
      <caption class="visually-hidden">Standings, ranked by {headings[ranking]}</caption>
      <thead>
        <tr>
          <th scope="col">optimizer</th>
          {rankings.map((one) => (
            <th scope="col" class={one} aria-sort={one === ranking ? 'ascending' : undefined}>
              <button type="button" onClick={() => setView(state, { ranking: one })}>
                {headingOf(one, state)}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.map((index, place) => (
          <Row
            key={runners.value[index]!.label + index}
            {...{ runner: runners.value[index]!, standing: standings[index]!, place, state, actions, index }}
          />
        ))}
      </tbody>
    </table>
  );
};

const headingOf = (ranking: Ranking, { measures }: RaceState): string => {
  if (ranking === 'value') return measures.value.isGap ? 'loss − min' : 'loss';
  return headings[ranking];
};

interface RowProps {
  readonly runner: Runner;
  readonly standing: Standing;
  readonly place: number;
  readonly index: number;
  readonly state: RaceState;
  readonly actions: RaceActions;
}

const Row: FunctionalComponent<RowProps> = ({ runner, standing, place, index, state }) => {
  const { value, distance, steps, gradients, isLost } = standing;
  const { ran, name, label } = runner;
  return (
    <tr class={isLost ? 'lost' : undefined}>
      <th scope="row">
        <div class="race-who">
          <span class="race-place">{place + 1}</span>
          <Swatch runner={runner} />
          <span class="race-name">
            {index < state.race.value.optimizers.length ? (
              <button
                type="button"
                class="race-open"
                aria-expanded={state.chosen.value === index}
                onClick={() => {
                  state.chosen.value = state.chosen.value === index ? undefined : index;
                }}
              >
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )}
            {isLost && (
              <strong class="race-lost" title={ran?.track.outcome.reason}>
                {lostWord(ran!.track.outcome.status)}
              </strong>
            )}
            <small title={ran ? formatTerm(ran.setting) : label}>{settingText(runner)}</small>
          </span>
        </div>
      </th>
      <td class="value">{formatNumber(value, 3)}</td>
      <td class="distance">{formatNumber(distance, 3)}</td>
      <td class="steps">{steps ?? '–'}</td>
      <td class="gradients">{gradients ?? '–'}</td>
    </tr>
  );
};

const lostWord = (status: string) => (status === 'diverged' ? 'diverged' : 'cannot run');

/** The options that it ran with. */
function settingText({ ran, asked }: Runner): string {
  if (ran?.track.outcome.status === 'not applicable') return ran.track.outcome.reason ?? '';
  const text = formatTerm(ran?.setting ?? asked);
  const open = text.indexOf('(');
  return open < 0 ? 'defaults' : text.slice(open + 1, -1);
}
