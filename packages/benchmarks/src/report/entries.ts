import { candidates } from '../candidates/candidates.js';
import { innermost, type OptimizerConfig, stepSizeOf, withStepSize } from '../candidates/optimizer-term.js';
import { formatTerm } from '../candidates/term.js';
import type { Asked } from '../cli/commands/repeat-command.js';
import { bestRun } from '../study/best-run.js';
import { canonicalJson } from '../study/run-config.js';
import { finalObjective, type RunRecord } from '../study/run-record.js';
import { searchOf } from '../study/tuning.js';
import { groupBy } from './group-by.js';

/** One optimizer on one task. */
export interface Entry {
  /** The optimizer as it was asked for: `adam(beta1=0.8)`. */
  readonly label: string;
  /** Every step size tried on the first seed, ascending. */
  readonly trials: readonly Trial[];
  /** The trial that ended lowest. */
  readonly chosen: Trial;
  /** The runs with that step size, by seed, without those that failed: these tell nothing of the optimizer. */
  readonly runs: readonly RunRecord[];
  /** How many runs with that step size failed. */
  readonly failures: number;
}

export interface Trial {
  readonly stepSize: number;
  readonly run: RunRecord;
}

/** How many of its runs diverged. */
export const lostRuns = ({ runs }: Entry): number => runs.filter(({ status }) => status !== 'ok').length;

/** Why there is no entry. */
export type Missing = 'failed' | 'not applicable';

/** All runs of one optimizer with all its options on one task. */
interface Setting {
  readonly optimizer: OptimizerConfig;
  readonly runs: readonly RunRecord[];
}

/** An optimizer, and the settings among which its step size is to be chosen. */
interface Search {
  readonly label: string;
  readonly settings: readonly Setting[];
}

/**
 * One entry for each optimizer that was asked for, with the trials that its own search led to: `adam` and
 * `adam(learningRate=0.1)` may have runs in common. `missing` are those without a run that finished.
 */
export function entriesOf(
  runs: readonly RunRecord[],
  asked: readonly Asked[],
): { entries: Entry[]; missing: Map<string, Missing> } {
  const settings = new Map(
    groupBy(runs, ({ config }) => keyOf(config.optimizer)).map((group) => [
      keyOf(group[0].config.optimizer),
      { optimizer: group[0].config.optimizer, runs: group },
    ]),
  );
  const searches = withOthers(searchesOf(asked, settings), [...settings.values()]);
  const found = searches.map((search) => ({ ...search, entry: entryOf(search) }));
  return {
    entries: found.flatMap(({ entry }) => entry ?? []),
    missing: new Map(found.filter(({ entry }) => !entry).map((search) => [search.label, missing(search)])),
  };
}

/** The searches that were asked for, as far as there are runs of them; of one asked for twice, the longer. */
function searchesOf(asked: readonly Asked[], settings: ReadonlyMap<string, Setting>): Search[] {
  const longest = new Map<string, { optimizer: OptimizerConfig; tune: number }>();
  for (const { optimizers, tune } of asked) {
    for (const optimizer of optimizers.filter((config) => Object.hasOwn(candidates, innermost(config).name))) {
      const label = formatTerm(optimizer);
      if (tune > (longest.get(label)?.tune ?? 0)) longest.set(label, { optimizer, tune });
    }
  }
  return [...longest]
    .map(([label, { optimizer, tune }]) => ({ label, settings: settingsOf(optimizer, tune, settings) }))
    .filter((search) => search.settings.length > 0);
}

function settingsOf(optimizer: OptimizerConfig, tune: number, settings: ReadonlyMap<string, Setting>): Setting[] {
  const endOf = (setting: OptimizerConfig) => {
    const trial = firstOf(settings.get(keyOf(setting))?.runs ?? []);
    return trial && isFinished(trial) ? finalObjective(trial) : undefined;
  };
  return searchOf(optimizer, tune, endOf).flatMap((setting) => settings.get(keyOf(setting)) ?? []);
}

/**
 * Also with the settings that no search led to, as nothing is known of what was asked for, or files were put together.
 * Where they differ from one search in the step size alone, they are more trials of that; of each other, trials of a
 * search of their own. Where there are several such searches, each stands for itself.
 */
function withOthers(searches: readonly Search[], settings: readonly Setting[]): Search[] {
  const known = new Set(searches.flatMap((search) => search.settings));
  const others = settings.filter((setting) => !known.has(setting));
  const found = new Map(searches.map((search) => [search.label, search]));
  for (const group of groupBy(others, ({ optimizer }) => nameWithoutStepSize(optimizer))) {
    const name = nameWithoutStepSize(group[0].optimizer);
    const akin = searches.filter((search) => nameWithoutStepSize(search.settings[0].optimizer) === name);
    if (akin.length < 2) {
      const label = akin[0]?.label ?? name;
      found.set(label, { label, settings: [...(akin[0]?.settings ?? []), ...group] });
      continue;
    }
    for (const setting of group) {
      const label = formatTerm(setting.optimizer);
      found.set(label, { label, settings: [...(found.get(label)?.settings ?? []), setting] });
    }
  }
  return [...found.values()];
}

function entryOf({ label, settings }: Search): Entry | undefined {
  const firstSeed = seedOf(firstOf(settings.flatMap(({ runs }) => runs)));
  const trials = settings
    .flatMap(({ optimizer, runs }) =>
      runs
        .filter((run) => isFinished(run) && seedOf(run) === firstSeed)
        .map((run) => ({ stepSize: stepSizeOf(optimizer), run })),
    )
    .sort((a, b) => a.stepSize - b.stepSize || compare(a.run.id, b.run.id));
  if (trials.length === 0) return undefined;
  const best = bestRun(trials.map(({ run }) => run));
  const { runs } = settings.find((setting) => setting.runs.includes(best))!;
  const finished = runs.filter(isFinished).sort((a, b) => a.config.seed - b.config.seed);
  return {
    label,
    trials,
    chosen: trials.find(({ run }) => run === best)!,
    runs: finished,
    failures: runs.length - finished.length,
  };
}

const isFinished = ({ status }: RunRecord) => status === 'ok' || status === 'diverged';

const missing = ({ settings }: Search): Missing =>
  settings.some(({ runs }) => runs.some(({ status }) => status === 'failed')) ? 'failed' : 'not applicable';

const seedOf = (run: RunRecord | undefined) => run?.config.seed;

/** The run with the lowest seed. */
const firstOf = (runs: readonly RunRecord[]): RunRecord | undefined =>
  runs.reduce<RunRecord | undefined>(
    (first, run) => (first && first.config.seed <= run.config.seed ? first : run),
    undefined,
  );

const keyOf = (optimizer: OptimizerConfig) => canonicalJson(optimizer);

const nameWithoutStepSize = (optimizer: OptimizerConfig) => formatTerm(withStepSize(optimizer, undefined));

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
