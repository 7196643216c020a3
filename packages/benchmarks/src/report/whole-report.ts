import { settingOf } from '../speed/latest.js';
import { gain, latestWhole, measuredOf, type WholeRecord, worstFirst } from '../speed/whole/whole-record.js';
import { formatNumber, listOf, plural } from './format.js';
import { groupBy } from './group-by.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { repeatSection } from './repeat-section.js';
import { extentOf } from './statistics.js';
import { wholeChart } from './whole-chart.js';
import { wholeTable } from './whole-table.js';

/** One self-contained HTML page on whole training steps: a pure function of the measurements. */
export function wholeReport(records: readonly WholeRecord[]): string {
  const used = latestWhole(records);
  const environments = used.map(({ environment }) => environment);
  const commands = used.map(({ command }) => command);
  const body = html`${header}<main>${groupBy(used, settingOf).map(settingSection)}${methodSection}${repeatSection(environments, commands)}</main>`;
  return page('Optimizer zoo: speed of whole training steps', body);
}

const header = html`<header><p class="mark">the optimizer zoo</p>
<h1>Whole training steps, beside tfjs alone</h1>
<p class="lead">Loss, gradient and update, with the zoo's adam and registerTrainingKernels(), against tfjs alone with tf.train.adam. The model that gains least stands first.</p></header>`;

function settingSection(records: readonly WholeRecord[]): Html {
  const [{ environment }] = records;
  const { cpu, renderer, platform, node, browser, tfjs, backend } = environment;
  const rounds = [...new Set(records.map(({ rounds }) => plural(rounds, 'round')))];
  const facts = [cpu, renderer, platform, `node ${node}`, browser, `tfjs ${tfjs}`, listOf(rounds)];
  const sorted = worstFirst(records);
  const gains = sorted.flatMap((record) => gain(record, 'step') ?? []);
  const extent = [...new Set(extentOf(gains).map((ratio) => formatNumber(ratio)))];
  const saved = records.filter((record) => !measuredOf(record, 'tf') && measuredOf(record, 'kernels')).length;
  return html`<section><h2>${backend}${gains.length > 0 && html`: ${extent.join(' to ')} times as fast`}</h2>
<p class="note">${facts.filter(Boolean).join(' · ')}</p>
${saved > 0 && html`<p>Of ${plural(records.length, 'model')} tfjs alone cannot train ${saved}: it has no kernel for a part of the gradient.</p>`}
${gains.length > 0 && wholeChart(sorted)}${wholeTable(sorted)}</section>`;
}

const methodSection = html`<section id="method"><h2>How it was measured</h2><ul>
<li>tfjs alone, the zoo's adam with tfjs's kernels, and the zoo's adam with training kernels take turns in one process, each on a model of its own with the same shapes: every round times the forward pass, the gradient (with the forward pass), the update, a whole step of minimize, and, where there is a tf.layers model, an epoch of model.fit, after a warm-up. Times are medians over the rounds.</li>
<li>In Node it is processor time of the process, so that other work on the machine counts less; in a browser it is the clock.</li>
<li>Peak memory is what a gradient adds at most in tensors, by tf.profile. The costliest kernel is the one that takes most of a gradient there.</li>
<li>On webgl and webgpu training kernels change nothing: what is gained there is the update.</li></ul></section>`;
