import type { Findings } from '../findings.js';
import { listOf, plural } from '../format.js';
import { type Html, html } from '../html.js';
import type { Standing } from '../standings.js';
import { alike } from '../statistics/friedman.js';
import { formatRank } from '../tables.js';
import { problemCount } from '../task-facts.js';
import { tuningSentence } from './method.js';
import { differencesOf } from './rank-figure.js';

export function header(findings: Findings): Html {
  const { runs, tasks, looks, standings } = findings;
  const count = (wanted: string) => runs.filter(({ status }) => status === wanted).length;
  const [problems, failed] = [problemCount(tasks), count('failed')];
  return html`<header><p class="mark">the optimizer zoo</p><h1>${title(standings, problems)}</h1>
<p class="lead">${standings.length > 1 && leadersSentence(standings)}${apartSentence(findings)}${tuningSentence(tasks)} Ranked by the median over seeds of the final gap to the known minimum, or of the final objective where no minimum is known.</p>
<dl class="tiles">${[
    ['optimizers', looks.size],
    ['problems', problems],
    ...(tasks.length > problems ? [['with their budgets', tasks.length]] : []),
    ['runs', runs.length],
    ['diverged', count('diverged')],
    ...(failed > 0 ? [['failed', failed]] : []),
  ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}

function title(standings: readonly Standing[], problems: number): string {
  const [first] = standings;
  if (standings.length === 1) return `${first.label} on ${plural(problems, 'problem')}`;
  if (first.problems === 0) return `No run finished, on ${plural(problems, 'problem')}`;
  const best = leaders(standings);
  const over = first.problems < problems ? `${first.problems} of ` : '';
  return `${namesOf(best)} ${best.length > 1 ? 'share' : 'has'} the best mean rank over ${over}${plural(problems, 'problem')}`;
}

function leadersSentence(standings: readonly Standing[]): Html | undefined {
  const [first] = standings;
  if (first.problems === 0) return undefined;
  const best = leaders(standings);
  const next = standings.slice(best.length, best.length + 1).filter(({ problems }) => problems === first.problems);
  const ranked = (label: string, { meanRank }: Standing) =>
    html`<strong>${label}</strong> with ${formatRank(meanRank)}`;
  return html`Best mean rank: ${ranked(namesOf(best), first)}${next.map((one) => html`, then ${ranked(one.label, one)}`)}. `;
}

/** How many of the first the problems do not tell apart: a title says less than it seems to. */
function apartSentence(findings: Findings): string {
  const differences = differencesOf(findings);
  if (!differences) return '';
  const { meanRanks, criticalDifference, blocks } = differences;
  const [[from, to] = [-1, 0]] = alike(meanRanks, criticalDifference);
  if (from !== 0) return '';
  const first = to + 1 === meanRanks.length ? `these ${to + 1}` : `the first ${to + 1}`;
  return `${plural(blocks, 'problem')} do not tell ${first} apart (Nemenyi, 5 %). `;
}

const namesOf = (standings: readonly Standing[]): string =>
  standings.length < 4 ? listOf(standings.map(({ label }) => label)) : `${standings.length} optimizers`;

/** Those whose mean rank reads the same as the best one, over as many problems. */
const leaders = (standings: readonly Standing[]): Standing[] =>
  standings.filter(
    ({ meanRank, problems }) =>
      problems === standings[0].problems && formatRank(meanRank) === formatRank(standings[0].meanRank),
  );
