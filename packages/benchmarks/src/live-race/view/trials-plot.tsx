import type { FunctionalComponent } from 'vue';
import { formatTerm } from '../../candidates/term.js';
import { formatNumber } from '../../report/format.js';
import type { TriedSetting } from '../settings.js';
import type { Measures } from '../standings.js';
import { axisOf, heightOn } from './series.js';

interface Props {
  readonly trials: readonly TriedSetting[];
  readonly color: string;
  readonly measures: Measures;
}

/** Where each setting that was tried ended, in the order of trial. */
export const TrialsPlot: FunctionalComponent<Props> = ({ trials, color, measures: { floor } }) => {
  const ends = trials.map(({ end }) => Math.max(end - floor, 1e-16));
  const finite = ends.filter(Number.isFinite);
  const axis = axisOf(finite.map((end) => [end]));
  const best = Math.min(...ends);
  return (
    <figure class="race-trials">
      <figcaption>
        {trials.length} settings tried; the best ended at {formatNumber(best, 3)}
        {ends.length > finite.length && `, ${ends.length - finite.length} diverged`}
      </figcaption>
      <svg
        viewBox={`-6 -6 ${12 * trials.length + 12} 92`}
        role="img"
        aria-label="The end of each trial, lower is better"
      >
        {ends.map((end, index) => {
          const isLost = !Number.isFinite(end);
          const y = isLost ? 0 : 80 * (1 - Math.min(1, heightOn(axis, end)));
          return (
            <circle cx={12 * index + 6} cy={y} r={end === best ? 5 : 3} fill={isLost ? 'none' : color} stroke={color}>
              <title>{`${formatTerm(trials[index]!.setting)}: ${isLost ? 'diverged' : formatNumber(end, 3)}`}</title>
            </circle>
          );
        })}
      </svg>
    </figure>
  );
};
