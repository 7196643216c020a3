import type { ProblemConfig } from '@optimizer-zoo/testbed';
import { problemLabel } from '../candidates/problem-label.js';
import { checkSchema, parseLines } from '../study/parse-lines.js';
import { type RunRecord, runRecord } from '../study/run-record.js';
import { tuningSeed } from '../study/tuning.js';
import { bounds, type Race } from './race.js';

/** The race that a results file tells of, and what of the file could not be used. */
export interface RaceOfLines {
  readonly race?: Race;
  readonly complaints: readonly string[];
}

/** Runs of a results file as a race: those on the first function of two variables, with the first seed that was judged on. */
export function raceOfLines(text: string, { view }: Race): RaceOfLines {
  const { records, complaints } = parseLines(text, (value) => checkSchema(runRecord, value));
  const judged = records.filter(({ trajectory, config }) => trajectory && config.seed !== tuningSeed && config.steps);
  const [first] = judged;
  if (!first) return { complaints: [...complaints, 'No run of a function of two variables is in the file.'] };
  const same = judged.filter(
    ({ config }) => config.seed === first.config.seed && isOn(config.problem, first.config.problem),
  );
  const { frame: _, ...rest } = view;
  return {
    race: {
      problem: first.config.problem,
      optimizers: same.slice(0, bounds.optimizers).map(({ config }: RunRecord) => config.optimizer),
      steps: Math.min(bounds.steps, Math.max(...same.map(({ config }) => config.steps!))),
      seed: Math.min(bounds.seed, first.config.seed),
      fairness: 'yours',
      view: rest,
    },
    complaints,
  };
}

const isOn = (a: ProblemConfig, b: ProblemConfig) => problemLabel(a) === problemLabel(b);
