import type { Asked } from '../cli/commands/repeat-command.js';
import type { RunRecord } from '../study/run-record.js';
import { plural } from './format.js';
import { header } from './header.js';
import { html } from './html.js';
import { methodSection } from './method.js';
import { page } from './page.js';
import { looksOf } from './palette.js';
import { reportStyle } from './report-style.js';
import { scoresOf, standingsOf } from './scores.js';
import { bar, environmentSection, type Findings, fewNames, rankingSection, taskSections } from './sections.js';
import { optimizerLabels, problemCount, tasksOf } from './tasks.js';

/**
 * One self-contained HTML page on these runs. A pure function: the order of the runs does not matter; of several with
 * one id the last counts. `asked` says which optimizers the runs are of; without it, the commands that made them do.
 */
export function report(records: readonly RunRecord[], asked?: Asked): string {
  const findings = findingsOf([...new Map(records.map((run) => [run.id, run])).values()], asked);
  const { looks, tasks } = findings;
  const isLarge = tasks.length > fewNames;
  const body = html`${header(findings)}
${bar(findings)}
<main${isLarge && html` class="many"`}>${rankingSection(findings)}${taskSections(findings)}${methodSection(findings)}${environmentSection(findings)}</main>`;
  const title = `Optimizer zoo: ${plural(looks.size, 'optimizer')} on ${plural(problemCount(tasks), 'problem')}`;
  return page(title, body, reportStyle(looks.size, isLarge));
}

function findingsOf(records: readonly RunRecord[], asked?: Asked): Findings {
  const tasks = tasksOf(records, asked);
  const labels = optimizerLabels(tasks);
  const scores = tasks.map(scoresOf);
  return {
    runs: tasks.flatMap(({ runs }) => runs),
    tasks,
    looks: looksOf(labels),
    scores,
    standings: standingsOf(labels, tasks, scores),
  };
}
