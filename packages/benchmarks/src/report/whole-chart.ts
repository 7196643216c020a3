import * as Plot from '@observablehq/plot';
import { gain, type WholeRecord } from '../speed/whole/whole-record.js';
import { chart, figure } from './chart.js';
import { formatNumber } from './format.js';
import { type Html, html } from './html.js';
import { logAxis } from './log-axis.js';
import { extentOf } from './statistics.js';

const rowHeight = 44;

interface Gained {
  readonly model: string;
  readonly step: number;
  readonly gradient: number;
}

/** How many times as fast as tfjs's: a row for each model that tfjs can train, the whole step as a dot, the gradient as a ring. */
export function wholeChart(records: readonly WholeRecord[]): Html {
  const rows = records.flatMap((record): Gained[] => {
    const [step, gradient] = [gain(record, 'step'), gain(record, 'gradient')];
    return step && gradient ? [{ model: record.model, step, gradient }] : [];
  });
  const [lowest, highest] = extentOf(rows.flatMap(({ step, gradient }) => [step, gradient]));
  const at = { y: 'model', x: 'step' } as const;
  const title = ({ model, step, gradient }: Gained) =>
    `${model}: step ${formatNumber(step)}, gradient ${formatNumber(gradient)} times as fast`;
  const drawing = chart('How many times as fast as tfjs alone whole steps and gradients are, by model.', {
    width: 600,
    height: 60 + rowHeight * rows.length,
    marginLeft: 16,
    marginRight: 24,
    marginBottom: 46,
    x: { ...logAxis('times as fast →', [Math.min(0.9, lowest * 0.9), Math.max(2, highest) * 1.1]), grid: true },
    y: { axis: null, domain: rows.map(({ model }) => model) },
    marks: [
      Plot.ruleX([1], { strokeDasharray: '3 3', strokeOpacity: 0.6 }),
      Plot.ruleY(rows, { y: 'model', x1: 'gradient', x2: 'step', stroke: 'var(--accent)', strokeOpacity: 0.4 }),
      Plot.dot(rows, { y: 'model', x: 'gradient', r: 5, stroke: 'var(--accent)', strokeWidth: 1.6, title }),
      Plot.text(rows, { y: 'model', text: 'model', frameAnchor: 'left', dx: 6, dy: -16 }),
      Plot.dot(rows, { ...at, r: 5, fill: 'var(--accent)', title }),
    ],
  });
  return figure(
    html`<strong>Times as fast as tfjs alone.</strong> Dots: a whole step; rings: its gradient. The least gain stands first.`,
    drawing,
  );
}
