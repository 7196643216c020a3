import { gain, type Measured, measuredOf, type Part, type WholeRecord } from '../speed/whole/whole-record.js';
import { formatDuration, formatNumber, formatPercent } from './format.js';
import { type Html, html } from './html.js';
import { table } from './tables.js';

const head = [
  'model',
  'step, tfjs',
  'step, ours',
  'times as fast',
  'against the zoo without the kernels',
  'gradient',
  'forward pass',
  'update',
  'batch of model.fit',
  'gradient / forward, tfjs and ours',
  'the update’s share of a step, tfjs and ours',
  'costliest kernel of a gradient, ours',
  'peak memory of a gradient, tfjs and ours',
];

/** Whole steps of the models, each with what it gains and where its time goes. */
export const wholeTable = (records: readonly WholeRecord[]): Html =>
  table('Whole training steps', head, records.map(row));

function row(record: WholeRecord): Html {
  const [tf, ours] = [measuredOf(record, 'tf'), measuredOf(record, 'kernels')];
  const { model } = record;
  if (!ours) {
    const { fails } = record.ways.kernels as { fails: string };
    return html`<tr><th scope="row">${model}</th><td colspan="${head.length - 1}">cannot be trained: ${fails}</td></tr>`;
  }
  const both = (show: (measured: Measured) => string) => html`${tf ? show(tf) : '–'} · ${show(ours)}`;
  const of = (part: Part, than?: 'zoo') => times(gain(record, part, than));
  return html`<tr><th scope="row">${model}</th><td>${tf ? duration(tf.milliseconds.step) : 'cannot'}</td><td>${duration(ours.milliseconds.step)}</td>
<td class="strong">${of('step')}</td><td>${of('step', 'zoo')}</td><td>${of('gradient')}</td><td>${of('forward')}</td><td>${of('update')}</td><td>${of('fit')}</td>
<td>${both(({ milliseconds: { gradient, forward } }) => formatNumber(gradient / forward))}</td>
<td>${both(({ milliseconds: { update, step } }) => formatPercent(update / step))}</td>
<td>${ours.costliest.kernel} <small>${formatPercent(ours.costliest.share)}</small></td>
<td>${both(({ peakBytes }) => `${formatNumber(peakBytes / 1e6)} MB`)}</td></tr>`;
}

const duration = (milliseconds: number) => formatDuration(milliseconds / 1e3);

const times = (ratio: number | undefined) => (ratio === undefined ? '–' : `${formatNumber(ratio)}×`);
