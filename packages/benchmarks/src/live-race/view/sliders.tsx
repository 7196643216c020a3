import type { FunctionalComponent } from 'vue';
import type { Term } from '../../candidates/term.js';
import { formatNumber } from '../../report/format.js';
import { type Dimension, dimensionName, valueIn } from '../../study/dimension.js';
import { stopOf, stops, valueAtStop } from '../slider-place.js';

interface Props {
  readonly dimensions: readonly Dimension[];
  readonly setting: Term;
  readonly onChange: (dimension: Dimension, value: number) => void;
}

/** A slider for each number that has a space, over all of it. */
export const Sliders: FunctionalComponent<Props> = ({ dimensions, setting, onChange }) => (
  <div class="race-sliders">
    {dimensions.map((dimension) => {
      const value = valueIn(setting, dimension);
      const name = dimensionName(dimension);
      return (
        <label>
          <span>{name}</span>
          <input
            type="range"
            min={0}
            max={stops}
            value={stopOf(dimension, Number.isNaN(value) ? dimension.default : value)}
            aria-valuetext={Number.isNaN(value) ? 'a schedule' : formatNumber(value, 4)}
            onInput={(event) =>
              onChange(dimension, valueAtStop(dimension, Number((event.target as HTMLInputElement).value)))
            }
          />
          <output>{Number.isNaN(value) ? 'schedule' : formatNumber(value, 4)}</output>
        </label>
      );
    })}
  </div>
);
Sliders.props = ['dimensions', 'setting', 'onChange'];
