import { gradientCost, type Machine } from '../run/machine.js';
import type { Course } from './trial.js';

/** So many steps in a row have to be low enough: not to pass by the minimum alone. */
const hold = 10;

/** What it took: Infinity where it did not come to be, with the reason where there is one other than the budget. */
export interface Reach {
  readonly cost: number;
  readonly reason?: string;
}

/** Gradient evaluations from where it counts until the objective is low enough to stay; at most `budget`. */
export async function reach(machine: Machine, { problem, gap, after = 0 }: Course, budget: number): Promise<Reach> {
  const target = problem.minimum!.value + gap;
  let [before, first, held] = [0, 0, 0];
  for (let step = 1; step <= after + budget + hold; step++) {
    const ended = machine.step(step);
    const cost = gradientCost(machine.cost()) - before;
    if (step <= after && !ended) {
      before += cost;
      continue;
    }
    const objective = await machine.objective();
    if (!Number.isFinite(objective)) return never(`the objective was ${objective} at step ${step}`);
    if (objective > target) held = 0;
    else if (++held === 1) first = cost;
    if (held > 0 && first > budget) break;
    if (held === hold) return { cost: first };
    if (ended) return held > 0 && step > after ? { cost: first } : never(`it ended at step ${step}: ${ended.reason}`);
    if (held === 0 && cost >= budget) break;
  }
  return never();
}

const never = (reason?: string): Reach => ({ cost: Number.POSITIVE_INFINITY, reason });
