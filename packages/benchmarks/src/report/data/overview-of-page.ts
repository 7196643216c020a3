import { type Overview, overviewOf } from '../overview.js';
import { type Sample, withAreas } from '../sample.js';
import { type Score, scored } from '../scores.js';
import type { EntryData, PageData, TaskData } from './page-data.js';

/** What is chosen of a page, by place. */
interface Chosen {
  readonly without: ReadonlySet<number>;
  readonly withoutTasks: ReadonlySet<number>;
}

/** What is known over the tasks and optimizers that are chosen, as if there were no others. */
export function overviewOfPage({ optimizers, tasks }: PageData, { without, withoutTasks }: Chosen): Overview {
  const labels = optimizers.map(({ label }) => label);
  const isIn = (label: string) => !without.has(labels.indexOf(label));
  const chosen = tasks.filter((_, index) => !withoutTasks.has(index));
  const facts = chosen.map((task) => ({ ...task, missing: new Map(task.missing.filter(([label]) => isIn(label))) }));
  const scores = chosen.map((task) => chosenScores(task, labels, without));
  return overviewOf(facts, scores, labels.filter(isIn), labels);
}

/** The optimizers on a task, ranked among those that are chosen. */
export function chosenScores(task: TaskData, labels: readonly string[], without: ReadonlySet<number>): Score[] {
  const entries = task.entries.filter(({ optimizer }) => !without.has(optimizer));
  const samples = withAreas(entries.map(samplesOf));
  const results = entries.map(({ optimizer, failures }, index) => ({
    label: labels[optimizer],
    samples: samples[index],
    failures,
  }));
  return scored(task, results);
}

const samplesOf = ({ ends, efforts }: EntryData): Omit<Sample, 'area'>[] =>
  ends.map(({ final, left }, index) => ({
    final: final ?? Number.POSITIVE_INFINITY,
    isLost: final === null,
    left,
    efforts: { gradients: efforts.gradients[index] },
    secondsPerStep: Number.NaN, // no table over all problems has it
  }));
