import type { Findings } from '../findings.js';
import { type Html, html } from '../html.js';
import { legend } from '../tables.js';
import { fewNames, taskId } from './names.js';

/** What stays in sight, and is never high: ways to the sections, and what the colours mean. */
export function bar({ tasks, looks }: Findings): Html {
  const isWide = tasks.length > fewNames;
  const links = isWide
    ? html`<a href="#problems">${tasks.length} problems</a>`
    : tasks.map(({ label }, index) => html`<a href="#${taskId(index)}">${label}</a>`);
  return html`<div class="bar"><nav aria-label="Sections"><a href="#targets">Time to target</a><a href="#ranking">Ranking</a>${links}<a href="#method">Method</a><a href="#repeat">Repeat it</a></nav>
${legend(looks, looks.size > fewNames ? 'legend line' : 'legend')}</div>`;
}
