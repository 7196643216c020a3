import type { PageData } from '../data/page-data.js';
import type { Findings } from '../findings.js';
import { formatNumber, plural } from '../format.js';
import { type Html, html } from '../html.js';
import { longestRatio } from '../statistics/performance-profile.js';
import { extentOf } from '../statistics.js';
import { formatTarget, mainTarget, targets } from '../targets.js';
import { arrivalsTable } from './arrivals-table.js';
import { lineFigure } from './line-figure.js';

/** The first question: how much it takes to come so far, over all problems. */
export function timeToTargetSection(findings: Findings, data: PageData): Html {
  const { tasks } = findings;
  const unknown = tasks.filter(({ minimum }) => minimum === undefined).length;
  return html`<section id="targets"><h2>Time to target</h2>
<p class="note">A target is a share of the way from the start down to the minimum that may be left: at 1e-3 a thousandth of it.${unknown > 0 && ` On ${plural(unknown, 'problem')} the minimum is unknown; there it is the lowest objective that any optimizer met.`} Runs that fail or diverge count as not having arrived.</p>
<div id="arrivals">${arrivalsTable(findings)}</div>
<p class="note">Area: under the ECDF below, as a share of the whole; 1 is every target at the first gradient. Profile: mean height of the performance profile at ${formatTarget(mainTarget)}, up to ${longestRatio} times the best; 1 is the best on every problem. Small figures are 95 % intervals, from the runs drawn again (bootstrap over seeds).</p>
<div class="charts wide">${lineFigure(data, 'ecdf', html`<strong>Targets reached</strong> by gradient evaluations: share of ${targets.length} targets from ${formatNumber(targets[0])} to ${formatTarget(targets.length - 1)} on ${plural(tasks.length, 'problem')}, as COCO draws it. The band is the best one's interval.`)}
${hasSeconds(data) && lineFigure(data, 'ecdfOfTime', html`<strong>The same by seconds</strong> spent in steps. ${jobsOf(findings) > 1 && `Up to ${jobsOf(findings)} runs shared the machine, which makes seconds rough.`}`)}
${lineFigure(data, 'performance', html`<strong>Performance profile</strong> (Dolan and Moré) at ${formatTarget(mainTarget)}: share of problems on which an optimizer takes at most so many times as long as the fastest. With more than two the order of those behind depends on who takes part.`)}
${lineFigure(data, 'solved', html`<strong>Data profile</strong> (Moré and Wild) at ${formatTarget(mainTarget)}: share of problems solved within so many gradient evaluations.`)}</div></section>`;
}

const hasSeconds = ({ tasks }: PageData) =>
  tasks.some(({ entries }) => entries.length > 0) &&
  tasks.every(({ entries }) => entries.every(({ efforts }) => efforts.seconds));

const jobsOf = ({ runs }: Findings) => extentOf(runs.map(({ study }) => study.jobs))[1];
