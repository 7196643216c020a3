import type { Asked } from '../cli/commands/repeat-command.js';
import type { RunRecord } from '../study/run-record.js';
import { clientScript } from './client-script.js';
import { pageDataOf } from './data/make-page-data.js';
import { type Findings, findingsOf } from './findings.js';
import { plural } from './format.js';
import { html } from './html.js';
import { page } from './page.js';
import { reportStyle } from './report-style.js';
import { bar } from './sections/bar.js';
import { environmentSection } from './sections/environment.js';
import { header } from './sections/header.js';
import { methodSection } from './sections/method.js';
import { fewNames } from './sections/names.js';
import { rankingSection } from './sections/ranking.js';
import { taskSections } from './sections/task-section.js';
import { timeToTargetSection } from './sections/time-to-target.js';
import { problemCount } from './task-facts.js';

/** One self-contained HTML page on these runs: a pure function of them; `findingsOf` says which count. */
export const report = (records: readonly RunRecord[], asked?: Asked): string => reportOf(findingsOf(records, asked));

export function reportOf(findings: Findings): string {
  const { looks, tasks } = findings;
  const data = pageDataOf(findings);
  const isLarge = tasks.length > fewNames;
  const body = html`${header(findings)}
${bar(findings)}
<main${isLarge && html` class="many"`}>${timeToTargetSection(findings, data)}${rankingSection(findings)}${taskSections(findings, data)}${methodSection(findings)}${environmentSection(findings)}</main>`;
  const title = `Optimizer zoo: ${plural(looks.size, 'optimizer')} on ${plural(problemCount(tasks), 'problem')}`;
  return page(title, body, reportStyle(looks.size, isLarge), {
    script: clientScript(),
    data,
  });
}
