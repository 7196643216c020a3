import type { ProblemConfig, ProblemInstance } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { InputError } from '../cli/input-error.js';
import type { TfjsMachine } from '../run/tfjs-machine.js';

/** How a run whose landscape is looked at is made. */
export interface Training {
  readonly problem: ProblemConfig;
  readonly steps: number;
  /** Whether each step sees the objective, rather than the minibatch of the step. */
  readonly fullBatch: boolean;
}

/** Told what is being done. */
export interface Watcher {
  start(task: string): void;
  done(): void;
}

/** What is done with a name, as a watcher is told. */
export type Task = <T>(name: string, run: () => Promise<T>) => Promise<T>;

export const taskOf =
  (watcher: Watcher): Task =>
  async (name, run) => {
    watcher.start(name);
    const result = await run();
    watcher.done();
    return result;
  };

/** The instance as the steps see it. */
export const seenBy = ({ fullBatch }: Training, instance: ProblemInstance): ProblemInstance =>
  fullBatch ? { ...instance, loss: instance.objective, outputs: undefined } : instance;

/** Where a run is: a number, or no landscape is drawn. */
export async function objectiveAt(
  machine: TfjsMachine,
  step: number,
  optimizer: OptimizerConfig,
  problem: ProblemConfig,
): Promise<number> {
  const objective = await machine.objective();
  if (Number.isFinite(objective)) return objective;
  const label = `${formatTerm(optimizer)} on ${problemLabel(problem)}`;
  throw new InputError(`${label}: the objective is ${objective} at step ${step}; take a smaller step size.`);
}

/** The start, the end, and steps evenly between: `count` + 1 of them, or all. */
export function evenSteps(steps: number, count: number): Set<number> {
  const parts = Math.max(1, Math.min(steps, count));
  return new Set(Array.from({ length: parts + 1 }, (_, i) => Math.round((i * steps) / parts)));
}
