import type { RunRecord } from '../run-record.js';
import { formatNumber, formatPercent, listOf, plural } from './format.js';
import { type Html, html } from './html.js';
import { lossCurves } from './loss-curves.js';
import { repeatSection } from './repeat-section.js';
import { type Score, type Standing, targetShare } from './scores.js';
import { stepSizeChart } from './step-size-chart.js';
import { rankingTable, taskTable } from './tables.js';
import { lostRuns, type Task } from './tasks.js';
import { trajectories } from './trajectories.js';

/** All that the sections draw on. */
export interface Findings {
  readonly runs: readonly RunRecord[];
  readonly tasks: readonly Task[];
  readonly labels: readonly string[];
  readonly scores: readonly Score[][];
  readonly standings: readonly Standing[];
}

/** Below so many seeds one unlucky seed moves a mean rank. */
const fewSeeds = 10;

const taskId = (index: number) => `problem-${index + 1}`;

export function header({ runs, tasks, labels, standings }: Findings): Html {
  const [first, second] = standings;
  const title =
    labels.length > 1
      ? `${leaders(standings)} the best mean rank over ${plural(tasks.length, 'problem')}`
      : `${first.label} on ${plural(tasks.length, 'problem')}`;
  const diverged = runs.filter(({ status }) => status === 'diverged').length;
  const failed = runs.filter(({ status }) => status === 'failed').length;
  return html`<header><p class="mark">the optimizer zoo</p><h1>${title}</h1>
<p class="lead">${labels.length > 1 && html`Best mean rank: <strong>${first.label}</strong> with ${first.meanRank.toFixed(1)}, then <strong>${second.label}</strong> with ${second.meanRank.toFixed(1)}. `}${tuningSentence(tasks)} Ranked by the median over seeds of the final gap to the known minimum, or of the final objective where no minimum is known.</p>
<dl class="tiles">${[
    ['optimizers', labels.length],
    ['problems', tasks.length],
    ['runs', runs.length],
    ['diverged', diverged],
    ...(failed > 0 ? [['failed', failed]] : []),
  ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}

export function rankingSection({ tasks, labels, standings }: Findings): Html {
  const unknown = tasks.filter(({ known }) => !known?.minimum).map(({ label }) => label);
  const someLost = tasks.some(({ entries }) => entries.some((entry) => lostRuns(entry) > 0));
  return html`<section id="ranking"><h2>Ranking</h2>${rankingTable(standings, tasks, labels)}
<p class="note">In each problem's column: rank, and the median final gap to the minimum${unknown.length > 0 && ` (for ${listOf(unknown)} the final objective, as the minimum is unknown)`}. Equals share a rank; ≤ marks what float32 cannot tell from the minimum${someLost && '; ×1: one of the seeds diverged'}. The target is reached when ${formatPercent(targetShare)} of the way down from the start to the minimum is left${unknown.length > 0 && ' (where the minimum is unknown: to the lowest objective that any optimizer met in the runs compared)'}.</p></section>`;
}

export const taskSections = ({ tasks, labels, scores }: Findings): Html[] =>
  tasks.map((task, index) => {
    const minimum = task.known?.minimum;
    return html`<section id="${taskId(index)}"><h2>${task.label}</h2>
<p class="formula"><code>${task.known?.formula ?? task.label}</code></p>
<p class="note">${[
      task.known?.reference,
      task.known && plural(task.known.dimension, 'parameter'),
      minimum ? `minimum ${formatNumber(minimum.value, 6)}` : 'minimum unknown',
      plural(task.steps, 'step'),
    ]
      .filter(Boolean)
      .join(' · ')}</p>
${taskTable(task, scores[index], labels)}
<div class="charts">${lossCurves(task, labels)}${stepSizeChart(task, labels)}</div>
${trajectories(task, labels)}</section>`;
  });

export function methodSection({ runs, tasks, labels }: Findings): Html {
  const jobs = Math.max(...runs.map(({ study }) => study.jobs));
  const isTuned = tasks.some(({ entries }) => entries.some(({ trials }) => trials.length > 1));
  const seeds = Math.max(...tasks.flatMap(({ entries }) => entries.map(({ runs }) => runs.length)));
  const twins = labels.filter((label) => labels.includes(`tf.${label}`)).map((label) => `${label} and tf.${label}`);
  const reasons = [
    ...new Set(runs.flatMap(({ status, reason }) => (status === 'failed' && reason ? [reason] : []))),
  ].sort();
  return html`<section id="method"><h2>How it was measured</h2><ul>
<li>${tuningSentence(tasks)} ${isTuned && 'The search starts at the default, moves by factors of ten towards lower final objectives, and then refines around the best. Each step size was tried on the first seed at the full budget; the one that ended lowest was run on all seeds.'}</li>
<li>${plural(seeds, 'seed')} each. A seed fixes the start and the order of the minibatches. Runs are deterministic: the same command gives the same curves on the same machine.</li>
<li>Curves show the objective over all data, evaluated off the clock; the optimizer itself sees minibatches where the problem has them.</li>
<li>A run has diverged when the objective is no longer finite or a million times that of the start. It then stops, and counts as infinitely bad.</li>
<li>${jobs > 1 ? `Up to ${jobs} runs shared the machine: do not compare times per step. Use --jobs 1 for that.` : 'Runs had the machine to themselves (one job).'} Time per step is that of the whole step, gradient included, without the first (which compiles).</li>
<li>Small problems and short runs tell how optimizers behave, not how they train large networks. Mean ranks depend on who takes part${seeds < fewSeeds && `, and with ${plural(seeds, 'seed')} small differences between them are noise`}.</li>
${twins.length > 0 && html`<li>${listOf(twins)}: each two implementations of one algorithm, the zoo's and that of tf. They may differ only in details such as the default of epsilon, and in rounding.</li>`}
${reasons.map((reason) => html`<li>Failed: ${reason}</li>`)}</ul></section>`;
}

export const environmentSection = ({ runs }: Findings): Html =>
  repeatSection(
    runs.map(({ environment }) => environment),
    runs.map(({ study }) => study.command),
    '; what a results file already holds is not computed again.',
  );

export const navigation = ({ tasks }: Findings): Html =>
  html`<nav aria-label="Sections"><a href="#ranking">Ranking</a>${tasks.map(
    ({ label }, index) => html`<a href="#${taskId(index)}">${label}</a>`,
  )}<a href="#method">Method</a><a href="#repeat">Repeat it</a></nav>`;

function leaders(standings: readonly Standing[]): string {
  const best = standings.filter(
    ({ meanRank, tasks }) => meanRank === standings[0].meanRank && tasks === standings[0].tasks,
  );
  const names = best.length < 4 ? listOf(best.map(({ label }) => label)) : `${best.length} optimizers`;
  return `${names} ${best.length > 1 ? 'share' : 'has'}`;
}

function tuningSentence(tasks: readonly Task[]): string {
  const counts = tasks.flatMap(({ entries }) => entries.map(({ trials }) => trials.length));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least !== most)
    return `Tuning was not equal: between ${least} and ${most} step sizes were tried, which favours those with more.`;
  if (most === 1) return 'Nothing was tuned: every optimizer ran with the step size it was given.';
  return `Every optimizer had the same tuning budget on every problem: ${most} step sizes, searched from its default.`;
}
