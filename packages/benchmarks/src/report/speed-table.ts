import { shapeLabel } from '../speed/shapes.js';
import { copyShare, type SpeedRecord, torchRatio } from '../speed/speed-record.js';
import { formatDuration, formatNumber } from './format.js';
import { type Html, html } from './html.js';
import { table } from './tables.js';

/** One rule on every shape. */
export function speedTable(records: readonly SpeedRecord[]): Html {
  const [{ rule, bytes, torch }] = records;
  const reasons = new Set(records.flatMap(({ torch }) => ('skipped' in torch ? [torch.skipped] : [])));
  const [theirs, version] = [`tf.train.${rule}`, 'version' in torch ? ` ${torch.version}` : ''];
  const optax = 'optax' in torch ? torch.optax : undefined;
  const head = [
    'variables x elements',
    'zoo',
    theirs,
    `${theirs} / zoo`,
    'lowest and highest round',
    'share of copy bandwidth',
    'kernels, zoo and tf',
    'tensors made, zoo and tf',
    `torch${version}`,
    'torch / zoo',
    'on two threads',
    `optax${optax ? ` ${optax.version}` : ''}`,
  ];
  return html`<h3>${rule}</h3>${table(`${rule} against ${theirs}`, head, records.map(row))}
<p class="note">State ${bytes.state} bytes for each parameter, traffic ${bytes.traffic} bytes.${[...reasons].map(
    (reason) => ` torch.optim was skipped: ${reason}.`,
  )}</p>`;
}

function row(record: SpeedRecord): Html {
  const { milliseconds, ratio, range, kernels, tensors, torch } = record;
  return html`<tr><th scope="row">${shapeLabel(record)}</th><td>${duration(milliseconds.zoo)}</td><td>${duration(milliseconds.builtIn)}</td>
<td class="strong">${times(ratio)}</td><td>${times(range[0])} – ${times(range[1])}</td><td>${formatNumber(100 * copyShare(record))} %</td>
<td>${kernels.zoo} · ${kernels.builtIn}</td><td>${tensors.zoo} · ${tensors.builtIn}</td>
<td>${peer('milliseconds' in torch ? torch : undefined)}</td><td>${times(torchRatio(record))}</td>
<td>${peer('milliseconds' in torch ? torch.twoThreads : undefined)}</td><td>${peer('milliseconds' in torch ? torch.optax : undefined)}</td></tr>`;
}

const peer = (time: { readonly milliseconds: number; readonly form?: string } | undefined) =>
  time ? html`${duration(time.milliseconds)}${time.form && html` <small>${time.form}</small>`}` : '–';

const duration = (milliseconds: number) => formatDuration(milliseconds / 1e3);

const times = (ratio: number | undefined) => (ratio === undefined ? '–' : `${formatNumber(ratio, 2)}×`);
