import { candidates } from '../candidates/candidates.js';
import { innermost, type OptimizerConfig, withStepSize } from '../candidates/optimizer-term.js';
import { formatTerm } from '../candidates/term.js';
import type { Asked } from '../cli/commands/repeat-command.js';
import { canonicalJson } from '../study/canonical-json.js';
import type { RunRecord } from '../study/run-record.js';
import { trialSettings } from '../study/search-space.js';
import { bestTrial, isTrial, type Trial } from '../study/tuning.js';
import { groupBy } from './group-by.js';

/** One optimizer on one task. */
export interface Entry {
  /** The optimizer as it was asked for: `adam(beta1=0.8)`. */
  readonly label: string;
  readonly asked: OptimizerConfig;
  /** The settings that were tried, in the order of the search, without those that failed; none where nothing was tuned. */
  readonly trials: readonly Trial[];
  /** The setting of the trial that ended lowest. */
  readonly chosen: OptimizerConfig;
  /** The runs with that setting, by seed, without those that failed: these tell nothing of the optimizer. */
  readonly runs: readonly RunRecord[];
  /** How many runs with that setting failed. */
  readonly failures: number;
}

/** How many of its runs diverged. */
export const lostRuns = ({ runs }: Entry): number => runs.filter(({ status }) => status !== 'ok').length;

/** Why there is no entry: 'unfinished' where settings were tried, but the best was not judged yet. */
export type Missing = 'failed' | 'not applicable' | 'unfinished';

/** All runs of one optimizer with all its options on one task. */
interface Setting {
  readonly optimizer: OptimizerConfig;
  readonly runs: readonly RunRecord[];
}

/** An optimizer, and the settings among which is chosen. */
interface Search {
  readonly label: string;
  readonly asked: OptimizerConfig;
  readonly settings: readonly Setting[];
}

/**
 * One entry for each optimizer that was asked for, with the trials of its own search: `adam` and a setting of its search
 * may have runs in common. `missing` are those without a run that finished.
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
    for (const optimizer of optimizers.filter(isKnown)) {
      const label = formatTerm(optimizer);
      if (tune > (longest.get(label)?.tune ?? 0)) longest.set(label, { optimizer, tune });
    }
  }
  return [...longest]
    .map(([label, { optimizer, tune }]) => ({
      label,
      asked: optimizer,
      settings: trialSettings(optimizer, tune).flatMap((setting) => settings.get(keyOf(setting)) ?? []),
    }))
    .filter((search) => search.settings.length > 0);
}

/** Whether this version knows it: a results file may come from another. */
export const isKnown = (optimizer: OptimizerConfig): boolean => Object.hasOwn(candidates, innermost(optimizer).name);

/**
 * Also with the settings that no search led to, as nothing is known of what was asked for, or files were put together:
 * each stands for itself, by its name alone where that can be no other.
 */
function withOthers(searches: readonly Search[], settings: readonly Setting[]): Search[] {
  const known = new Set(searches.flatMap((search) => search.settings));
  const others = settings.filter((setting) => !known.has(setting));
  const labels = new Set(searches.map(({ label }) => label));
  return [
    ...searches,
    ...groupBy(others, ({ optimizer }) => nameWithoutStepSize(optimizer)).flatMap((group) => {
      const name = nameWithoutStepSize(group[0].optimizer);
      if (group.length === 1 && !labels.has(name)) {
        return [{ label: name, asked: withStepSize(group[0].optimizer, undefined), settings: group }];
      }
      return group.map((one) => ({ label: formatTerm(one.optimizer), asked: one.optimizer, settings: [one] }));
    }),
  ];
}

function entryOf({ label, asked, settings }: Search): Entry | undefined {
  const trials = settings.flatMap(({ optimizer, runs }) =>
    runs.filter((run) => isFinished(run) && isTrial(run)).map((run) => ({ setting: optimizer, run })),
  );
  const chosen = trials.length > 0 ? bestTrial(trials).setting : settings[0].optimizer;
  const judged = settings.find(({ optimizer }) => optimizer === chosen)!.runs.filter((run) => !isTrial(run));
  const runs = judged.filter(isFinished).sort((a, b) => a.config.seed - b.config.seed);
  if (runs.length === 0) return undefined;
  return { label, asked, trials, chosen, runs, failures: judged.length - runs.length };
}

const isFinished = ({ status }: RunRecord) => status === 'ok' || status === 'diverged';

function missing({ settings }: Search): Missing {
  const statuses = new Set(settings.flatMap(({ runs }) => runs.map(({ status }) => status)));
  if (statuses.has('failed')) return 'failed';
  return statuses.has('not applicable') ? 'not applicable' : 'unfinished';
}

const keyOf = (optimizer: OptimizerConfig) => canonicalJson(optimizer);

const nameWithoutStepSize = (optimizer: OptimizerConfig) => formatTerm(withStepSize(optimizer, undefined));
