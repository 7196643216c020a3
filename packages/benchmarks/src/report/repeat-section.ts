import type { RunRecord } from '../study/run-record.js';
import { listOf } from './format.js';
import { type Html, html } from './html.js';

/** How the command is called in a clone of the repository. */
const launcher = 'npx -y pnpm@10.34.9';

/** Where and when it was measured, and the commands that repeat it; `note` follows the sentence on these. */
export function repeatSection(
  environments: readonly RunRecord['environment'][],
  commands: readonly string[],
  note = '.',
): Html {
  const facts = (['version', 'tfjs', 'backend', 'node', 'browser', 'platform', 'cpu', 'renderer'] as const)
    .map((name) => [name, distinct(environments.flatMap((environment) => environment[name] ?? []))] as const)
    .filter(([, values]) => values.length > 0);
  const dates = environments.map(({ date }) => date).sort();
  const lines = distinct(commands);
  return html`<section id="repeat"><h2>Environment, and how to repeat it</h2><dl class="facts">
${facts.map(([name, values]) => html`<div><dt>${name === 'version' ? 'optimizer-zoo' : name}</dt><dd>${values.join(', ')}</dd></div>`)}
<div><dt>date</dt><dd>${listOf([...new Set([dates[0], dates.at(-1)!].map((date) => date.slice(0, 10)))])}</dd></div></dl>
<p>${lines.length > 1 ? 'These commands repeat it' : 'This command repeats it'}${note}</p>
${lines.map((command) => html`<pre><code>${launcher} ${command}</code></pre>`)}</section>`;
}

const distinct = (values: readonly string[]) => [...new Set(values)].sort();
