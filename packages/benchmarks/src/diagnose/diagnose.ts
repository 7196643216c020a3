import type { Machine } from '../run/machine.js';
import { type Reach, reach } from './reach.js';
import type { Subject } from './subject.js';
import type { Course, Trial } from './trial.js';

/** Gradient evaluations that the problem without the difficulty may take. */
export const budget = 2000;
/** Runs go on for so many times what passes, to tell a near miss from a failure. */
const beyond = 2;

/** The step size that was best without the difficulty, and what it took with it. */
export interface Tuned {
  readonly stepSize?: number;
  readonly cost: number;
}

/** What an optimizer makes of a difficulty. */
export interface Cell {
  readonly trial: string;
  readonly optimizer: string;
  readonly verdict: 'pass' | 'fail' | 'not applicable';
  readonly without?: Tuned;
  /** How many times as much it costs with the difficulty; absent where it was more than `beyond`. */
  readonly ratio?: number;
  readonly beyond?: number;
  readonly reason?: string;
}

/** Tunes the step size without the difficulty, and runs the difficulty with that one. */
export async function diagnose(subject: Subject, trial: Trial): Promise<Cell> {
  const cell = { trial: trial.name, optimizer: subject.label };
  const why = [trial.without, ...trial.courses].map(({ problem }) => subject.misfit(problem)).find(Boolean);
  if (why) return { ...cell, verdict: 'not applicable', reason: why };
  const without = await tune(subject, trial.without);
  if (!without) return { ...cell, verdict: 'not applicable', reason: unsolved };
  const most = beyond * trial.most;
  let worst: Reach = { cost: 0 };
  for (const course of trial.courses) {
    const reached = await run(subject, course, without.stepSize, most * without.cost);
    if (reached.cost > worst.cost) worst = reached;
  }
  const ratio = worst.cost / without.cost;
  const verdict = ratio <= trial.most ? 'pass' : 'fail';
  const { reason } = worst;
  return {
    ...cell,
    verdict,
    without,
    ...(Number.isFinite(ratio) ? { ratio } : { beyond: most }),
    ...(reason && { reason }),
  };
}

const unsolved = `It does not solve the problem without the difficulty within ${budget} gradient evaluations, with any step size.`;

/** The step size that takes least. */
async function tune(subject: Subject, course: Course): Promise<Tuned | undefined> {
  let best: Tuned | undefined;
  for (const stepSize of subject.stepSizes) {
    const { cost } = await run(subject, course, stepSize, best ? best.cost - 1 : budget);
    if (Number.isFinite(cost)) best = { stepSize, cost };
  }
  return best;
}

/** What throws has not arrived either. */
async function run(subject: Subject, course: Course, stepSize: number | undefined, most: number): Promise<Reach> {
  let machine: Machine | undefined;
  try {
    machine = subject.machine(course.problem, stepSize);
    return await reach(machine, course, most);
  } catch (error) {
    return { cost: Number.POSITIVE_INFINITY, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    machine?.dispose();
  }
}
