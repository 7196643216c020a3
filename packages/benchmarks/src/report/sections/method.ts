import type { RunRecord } from '../../study/run-record.js';
import { searchSpace } from '../../study/search-space.js';
import { isKnown } from '../entries.js';
import type { Findings } from '../findings.js';
import { formatPercent, listOf, plural, pluralRange } from '../format.js';
import { type Html, html } from '../html.js';
import { extentOf } from '../statistics.js';
import { seedExtent, type Task } from '../tasks.js';

/** Below so many seeds one unlucky seed moves a mean rank. */
const fewSeeds = 10;

export function methodSection({ runs, tasks, looks }: Findings): Html {
  const isTuned = tasks.some(({ entries }) => entries.some(({ trials }) => trials.length > 1));
  const seeds = seedExtent(tasks);
  const twins = [...looks.keys()].filter((label) => looks.has(`tf.${label}`));
  const [reasons, unfit] = (['failed', 'not applicable'] as const).map((wanted) => reasonsOf(runs, wanted));
  return html`<section id="method"><h2>How it was measured</h2><ul>
<li>${tuningSentence(tasks)} ${isTuned && 'After it come points of a scrambled Halton sequence in the space of its hyperparameters: the larger ones of a budget go on where the smaller ones stop. Each setting was tried at the full budget on a seed that nothing is judged on; the one that ended lowest was run on all seeds.'}</li>
<li>${pluralRange(seeds, 'seed')} each${seeds[0] < seeds[1] && ': medians over few are less sure than those over many'}. A seed fixes the start and the order of the minibatches. Runs are deterministic: the same command gives the same curves on the same machine.</li>
<li>Curves show the objective over all data, evaluated off the clock; the optimizer itself sees minibatches where the problem has them.</li>
<li>Time to target is read at the recorded points of a run, about a hundred evenly along its budget and its first ten steps; so it is rounded up by a hundredth of the budget at most. Evaluating the objective costs nothing. Times of runs that did not arrive are not guessed: expected running times divide all that was spent by the number of arrivals, and what no run reached has none.</li>
<li>Intervals are percentile intervals at 95 % from bootstrap samples of the runs of each optimizer on each problem. They are about other seeds, not about other problems${seeds[0] < fewSeeds && `; from ${pluralRange(seeds, 'seed')} they are narrower than they ought to be${coverage(seeds[0])}`}.</li>
<li>A run has diverged when the objective is no longer finite, a million times that of the start, as far below it, or below the known minimum: a function that falls without bound is not minimised. The run then stops, and counts as infinitely bad. A run that failed tells nothing, and does not count.</li>
<li>${jobsSentence(runs)} Time per step is that of the whole step, gradient included, without the first (which compiles).</li>
<li>Small problems and short runs tell how optimizers behave, not how they train large networks. Mean ranks depend on who takes part${seeds[0] < fewSeeds && `, and with ${pluralRange(seeds, 'seed')} small differences between them are noise`}.</li>
${twins.length > 0 && html`<li>${listOf(twins.map((label) => `${label} and tf.${label}`))}: each two implementations of one algorithm, the zoo's and that of tf. They may differ only in details such as the default of epsilon or where it stands, and in rounding.</li>`}
${[...reasons].sort().map((reason) => html`<li>Failed: ${reason}</li>`)}${[...unfit].sort().map((reason) => html`<li>Not applicable: ${reason}</li>`)}</ul></section>`;
}

/** An interval within the lowest and the highest of n runs misses a median on one side with all n: twice in 2ⁿ. */
const coverage = (seeds: number): string =>
  seeds < 2 ? '' : `: of a median in ${formatPercent(1 - 2 ** (1 - seeds))} of all cases at most`;

const reasonsOf = (runs: readonly RunRecord[], wanted: RunRecord['status']) =>
  new Set(runs.flatMap(({ status, reason }) => (status === wanted && reason ? [reason] : [])));

/** How many settings were tried, and whether as many for each. */
export function tuningSentence(tasks: readonly Task[]): string {
  const free = tasks.map(({ entries }) =>
    entries.filter(({ asked }) => !isKnown(asked) || searchSpace(asked).length > 0),
  );
  const fixed = new Set(
    tasks.flatMap(({ entries }, index) =>
      entries.filter((entry) => !free[index].includes(entry)).map(({ label }) => label),
    ),
  );
  const extents = free
    .filter(({ length }) => length > 0)
    .map((entries) => extentOf(entries.map(({ trials }) => Math.max(1, trials.length))));
  const [least, most] = extentOf(extents.flat());
  if (extents.length === 0 || most === 1) return 'Nothing was tuned: every optimizer ran as it was asked for.';
  const spared = fixed.size > 0 ? ` Of ${listOf([...fixed])} everything was spelt out, so that nothing was tuned.` : '';
  return `${fairness(extents, [least, most])}${spared}`;
}

function fairness(extents: readonly (readonly [number, number])[], [least, most]: readonly [number, number]): string {
  const isFair = extents.every(([low, high]) => low === high);
  if (!isFair) {
    return `Tuning was not equal: between ${least} and ${most} settings were tried, which favours those with more.`;
  }
  if (least < most) {
    return `On each problem every optimizer had the same tuning budget: ${least} on some, up to ${most} settings on others.`;
  }
  return `Every optimizer had the same tuning budget on every problem: ${plural(most, 'setting')}, the one asked for first.`;
}

function jobsSentence(runs: readonly RunRecord[]): string {
  const [least, most] = extentOf(runs.map(({ study }) => study.jobs));
  if (most === 1) return 'Runs had the machine to themselves (one job).';
  const shared =
    least > 1
      ? `Up to ${most} runs shared the machine`
      : `Some runs had the machine to themselves, others shared it, up to ${most} at a time`;
  return `${shared}: do not compare times per step. Use --jobs 1 for that.`;
}
