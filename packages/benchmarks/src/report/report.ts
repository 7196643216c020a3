import type { RunRecord } from '../run-record.js';
import { plural } from './format.js';
import { html } from './html.js';
import { page } from './page.js';
import { scoresOf, standingsOf } from './scores.js';
import {
  environmentSection,
  type Findings,
  header,
  methodSection,
  navigation,
  rankingSection,
  taskSections,
} from './sections.js';
import { fadeStyle } from './style.js';
import { legend } from './tables.js';
import { optimizerLabels, tasksOf } from './tasks.js';

/**
 * One self-contained HTML page on these runs. A pure function: the order of the runs does not matter; of several with
 * one id the last counts.
 */
export function report(records: readonly RunRecord[]): string {
  const findings = findingsOf([...new Map(records.map((run) => [run.id, run])).values()]);
  const { labels, tasks } = findings;
  const body = html`${header(findings)}
<div class="bar">${navigation(findings)}${legend(labels)}</div>
<main>${rankingSection(findings)}${taskSections(findings)}${methodSection(findings)}${environmentSection(findings)}</main>`;
  const title = `Optimizer zoo: ${plural(labels.length, 'optimizer')} on ${plural(tasks.length, 'problem')}`;
  return page(title, body, fadeStyle(labels.length));
}

function findingsOf(runs: readonly RunRecord[]): Findings {
  const tasks = tasksOf(runs);
  const labels = optimizerLabels(tasks);
  const scores = tasks.map(scoresOf);
  return { runs, tasks, labels, scores, standings: standingsOf(labels, scores) };
}
