import { settingOf } from '../speed/latest.js';
import { latest, type SpeedRecord } from '../speed/speed-record.js';
import { formatNumber, listOf, plural } from './format.js';
import { groupBy } from './group-by.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { repeatSection } from './repeat-section.js';
import { speedChart } from './speed-chart.js';
import { speedTable } from './speed-table.js';
import { extentOf } from './statistics.js';

/** One self-contained HTML page on these measurements: a pure function of them. */
export function speedReport(records: readonly SpeedRecord[]): string {
  const used = latest(records);
  const environments = used.map(({ environment }) => environment);
  const commands = used.map(({ command }) => command);
  const body = html`${header(used)}<main>${groupBy(used, settingOf).map(settingSection)}${methodSection(used)}${repeatSection(environments, commands)}</main>`;
  return page('Optimizer zoo: speed of one update', body);
}

function header(records: readonly SpeedRecord[]): Html {
  const ratios = records.map(({ ratio }) => ratio);
  const extent = extentOf(ratios).map((ratio) => formatNumber(ratio));
  const rules = [...new Set(records.map(({ rule }) => rule))];
  return html`<header><p class="mark">the optimizer zoo</p>
<h1>One update, ${[...new Set(extent)].join(' to ')} times as fast as tf's</h1>
<p class="lead">${listOf(rules)}: one call of applyGradients, the gradient not included, against that of tf.train. Medians; every size and rule counts, the smallest and largest ratio are those above.</p></header>`;
}

function settingSection(records: readonly SpeedRecord[]): Html {
  const [{ environment }] = records;
  const rounds = [...new Set(records.map(({ rounds }) => plural(rounds, 'round')))];
  const { cpu, renderer, platform, node, browser, tfjs } = environment;
  const facts = [cpu, renderer, platform, `node ${node}`, browser, `tfjs ${tfjs}`, listOf(rounds)];
  return html`<section><h2>${environment.backend}</h2>
<p class="note">${facts.filter(Boolean).join(' · ')}</p>
${speedChart(records)}${groupBy(records, ({ rule }) => rule).map(speedTable)}</section>`;
}

const methodSection = (records: readonly SpeedRecord[]): Html =>
  html`<section id="method"><h2>How it was measured</h2><ul>
<li>The zoo's optimizer, tf's and a copy take turns in one process, on variables and gradients of their own: every round times all three, after a warm-up; tf's over an eighth as many steps as the others, as it takes longer. Where a backend queues its work, as webgl and webgpu do, a round ends when the last parameter can be read, and has so many steps that this wait is about a fiftieth of it at most. Times are medians over the rounds. A ratio is taken within a round; shown are the median, the lowest and the highest.</li>
<li>Traffic is what an update must move at least: it reads parameter, gradient and slots, and writes parameter and slots, four bytes each. The copy is a Float32Array.set in the processor's memory, on every backend, that reads and writes as many bytes together; the share of copy bandwidth is its time divided by the zoo's. More than 100 % is possible: the copy is a yardstick, not a bound. Small arrays lie in the processor's cache, for both.</li>
<li>Kernels and tensors are those of one update in tf.profile: how many kernels ran, and how many tensors these made. Scalars that tf makes of plain numbers, outside of kernels, are not counted.</li>
${records.some(({ torch }) => 'version' in torch) && html`<li>torch.optim ran on the same machine in a process of its own, before the others and not in turns with them, on one thread and on two, with as many rounds and steps as the zoo's: the fastest of foreach=False, foreach=True and fused=True, as named. The ratio to it, on one thread, is one of medians. optax is compiled by jit with donated buffers, on as many threads as it takes.</li>`}
<li>Small sizes vary from run to run. Gradients are at hand: in training, computing them comes on top.</li></ul></section>`;
