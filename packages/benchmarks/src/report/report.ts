import type { RunRecord } from '../run-record.js';
import { plural } from './format.js';
import { Html, html } from './html.js';
import { paletteStyle } from './palette.js';
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
import { fadeStyle, style } from './style.js';
import { legend } from './tables.js';
import { optimizerLabels, tasksOf } from './tasks.js';

/**
 * One self-contained HTML page on these runs. A pure function: the order of the runs does not matter; of several with
 * one id the last counts.
 */
export function report(records: readonly RunRecord[]): string {
  const findings = findingsOf([...new Map(records.map((run) => [run.id, run])).values()]);
  const { markup } = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Optimizer zoo: ${plural(findings.labels.length, 'optimizer')} on ${plural(findings.tasks.length, 'problem')}</title>
<style>${new Html(style)}${paletteStyle}${new Html(fadeStyle(findings.labels.length))}</style></head>
<body><div class="page">${header(findings)}
<div class="bar">${navigation(findings)}${legend(findings.labels)}</div>
<main>${rankingSection(findings)}${taskSections(findings)}${methodSection(findings)}${environmentSection(findings)}</main>
</div></body></html>
`;
  return renumberClips(markup);
}

function findingsOf(runs: readonly RunRecord[]): Findings {
  const tasks = tasksOf(runs);
  const labels = optimizerLabels(tasks);
  const scores = tasks.map(scoresOf);
  return { runs, tasks, labels, scores, standings: standingsOf(labels, scores) };
}

/** Plot numbers its clip paths through all the charts that a process draws; a pure function starts from one. */
function renumberClips(markup: string): string {
  const numbers = new Map<string, number>();
  return markup.replace(/plot-clip-(\d+)/g, (_, id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `plot-clip-${numbers.get(id)}`;
  });
}
