import * as Plot from '@observablehq/plot';
import { parametersOf, shapeLabel } from '../speed/shapes.js';
import type { SpeedRecord } from '../speed/speed-record.js';
import { chart, figure } from './chart.js';
import { formatNumber } from './format.js';
import { groupBy } from './group-by.js';
import { type Html, html } from './html.js';
import { logAxis, spread } from './log-axis.js';
import { colorOf } from './palette.js';
import { extentOf } from './statistics.js';

const size = { width: 600, height: 330, marginLeft: 48, marginRight: 90, marginTop: 28, marginBottom: 46 };
const labelDistance = 14;

/** How many times as fast as tf's against the number of parameters: a line for each rule, a band for the range. */
export function speedChart(records: readonly SpeedRecord[]): Html {
  const sizes = records.map(parametersOf);
  const ratios = records.flatMap(({ range }) => range);
  const [lowest, highest] = extentOf(ratios);
  const [low, high] = [Math.min(1, lowest), Math.max(1.1, highest)];
  const [smallest, largest] = extentOf(sizes);
  const bottom = size.height - size.marginBottom;
  const pixel = (ratio: number) => bottom - (Math.log(ratio / low) / Math.log(high / low)) * (bottom - size.marginTop);
  const lines = groupBy(records, ({ rule }) => rule).map((ofRule) => ({ rule: ofRule[0].rule, ...split(ofRule) }));
  const spots = spread(
    lines.map(({ single, several }) => pixel((single.at(-1) ?? several[0]).ratio)),
    labelDistance,
    [size.marginTop, bottom],
  );
  const y = ({ ratio }: SpeedRecord) => ratio;
  const title = (record: SpeedRecord) => `${record.rule}, ${shapeLabel(record)}: ${formatNumber(record.ratio)} times`;
  const drawing = chart('How many times as fast as tf, against the number of parameters.', {
    ...size,
    x: { ...logAxis('parameters →', [smallest, largest * 1.001]), inset: 10 },
    y: { ...logAxis('↑ times as fast', [low, high]), grid: true },
    marks: [
      Plot.ruleY([1], { strokeDasharray: '3 3', strokeOpacity: 0.6 }),
      ...lines.flatMap(({ rule, single, several }, index) => {
        const color = colorOf(rule);
        return [
          Plot.areaY(single, {
            x: parametersOf,
            y1: ({ range }: SpeedRecord) => range[0],
            y2: ({ range }: SpeedRecord) => range[1],
            fill: color,
            fillOpacity: 0.1,
          }),
          Plot.line(single, { x: parametersOf, y, stroke: color, strokeWidth: 1.8 }),
          Plot.dot(single, { x: parametersOf, y, r: 3, fill: color, title }),
          Plot.dot(several, { x: parametersOf, y, r: 5, stroke: color, strokeWidth: 2, title }),
          Plot.text([rule], {
            frameAnchor: 'right',
            textAnchor: 'start',
            dx: 8,
            dy: spots[index] - (size.marginTop + bottom) / 2,
            text: () => rule.slice(0, 12),
            fill: color,
            fontWeight: 600,
          }),
        ];
      }),
    ],
  });
  const rings = lines.some(({ several }) => several.length > 0);
  const caption = html`<strong>Times as fast as tf's.</strong> Median over rounds; the band runs from the lowest to the highest round.${rings && ' Rings: many small variables.'}`;
  return figure(caption, drawing);
}

/** One variable, by size; and several variables, which lie on no line. */
const split = (records: readonly SpeedRecord[]) => ({
  single: records.filter(({ variables }) => variables === 1).sort((a, b) => a.elements - b.elements),
  several: records.filter(({ variables }) => variables > 1),
});
