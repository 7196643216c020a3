import type { FunctionalComponent } from 'vue';
import { formatNumber } from '../../report/format.js';
import type { InsideStep } from '../inside-step.js';
import type { Inside } from './inside.js';
import { markOf } from './inside-parts.js';
import { type RaceState, racers } from './state.js';

/** What a step is made of: its equation, and the numbers in it. */
export const InsidePanel: FunctionalComponent<{ state: RaceState; inside: Inside }> = ({ state, inside }) => {
  const { isPlaying, race } = state;
  const { index: chosen, step, equation, fault } = inside;
  return (
    <section class="race-tool" aria-label="Inside a step">
      <header>
        <label>
          Optimizer{' '}
          <select
            value={chosen.value}
            onChange={(event) => {
              chosen.value = Number((event.target as HTMLSelectElement).value);
            }}
          >
            {racers(state).map(({ name }, index) => (
              <option value={index} selected={index === chosen.value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {step.value && (
          <output>
            step {step.value.step} of {race.value.steps}
          </output>
        )}
        {isPlaying.value && (
          <button
            type="button"
            class="race-quiet"
            onClick={() => {
              isPlaying.value = false;
            }}
          >
            Hold the race to look inside
          </button>
        )}
      </header>
      {fault.value && (
        <p class="race-fault" role="alert">
          {fault.value}
        </p>
      )}
      {step.value && (
        <div class="race-inside-parts">
          {equation.value ? (
            <div class="race-equation" tabindex={0} innerHTML={equation.value.html} />
          ) : (
            <p>It is a method, no rule: its step follows no one equation.</p>
          )}
          <Numbers step={step.value} inside={inside} />
          <p>
            {wordsOf(step.value)} Of the arrows the step alone has a length, times the number beside it; a place that is
            kept is where it is.
          </p>
        </div>
      )}
    </section>
  );
};

const wordsOf = ({ factors, withoutFactors }: InsideStep): string =>
  factors
    ? 'The ellipse is as wide and as high as the factors: how far each coordinate goes for the same gradient.'
    : `No ellipse: ${withoutFactors}`;

/** All numbers of a step, coordinate by coordinate. */
const Numbers: FunctionalComponent<{ step: InsideStep; inside: Inside }> = ({ step, inside: { equation } }) => {
  const { from, to, gradient, slots, factors } = step;
  const symbol = (name: string) => {
    const { color, text } = markOf(name, equation.value);
    const html = equation.value?.symbols[name]?.html;
    return html ? <b innerHTML={html} /> : <b style={{ color }}>{text}</b>;
  };
  const change = (before: number | undefined, after: number | undefined) =>
    `${formatNumber(before ?? Number.NaN, 3)} → ${formatNumber(after ?? Number.NaN, 3)}`;
  return (
    <table class="race-numbers">
      <caption class="visually-hidden">The numbers of the step</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">across</th>
          <th scope="col">up</th>
        </tr>
      </thead>
      <tbody>
        {gradient && (
          <tr>
            <th scope="row">{symbol('grad')} gradient</th>
            {gradient.map((one) => (
              <td>{formatNumber(one, 3)}</td>
            ))}
          </tr>
        )}
        {slots.map(({ name, before, after }) => (
          <tr>
            <th scope="row">{symbol(name)} slot</th>
            {after.length === 2 ? (
              after.map((one, axis) => <td>{change(before[axis], one)}</td>)
            ) : (
              <td colspan={2}>{after.length} numbers</td>
            )}
          </tr>
        ))}
        {factors && (
          <tr>
            <th scope="row">factor</th>
            {factors.map((one) => (
              <td>{formatNumber(one, 3)}</td>
            ))}
          </tr>
        )}
        <tr>
          <th scope="row">{symbol('param')} parameter</th>
          {from.map((one, axis) => (
            <td>{change(one, to[axis])}</td>
          ))}
        </tr>
        <tr>
          <th scope="row" style={{ color: markOf('param', equation.value).color }}>
            step
          </th>
          {from.map((one, axis) => (
            <td>{formatNumber(to[axis]! - one, 3)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
};
Numbers.props = ['step', 'inside'];
