import { listOf, plural } from '../format.js';
import type { Score } from '../scores.js';
import type { TaskFacts } from '../task-facts.js';

/** Who ends lowest on a task, in a few words. */
export function endsText(task: Pick<TaskFacts, 'missing'>, scores: readonly Score[]): string {
  const best = scores.filter(({ isBest }) => isBest).map(({ label }) => label);
  const lost = scores.filter(({ diverged }) => diverged > 0).length;
  const unfit = [...task.missing.values()].filter((why) => why === 'not applicable').length;
  return [
    best.length === 0
      ? 'none ended'
      : `${best.length > 3 ? plural(best.length, 'optimizer') : listOf(best)} ${best.length > 1 ? 'end' : 'ends'} lowest`,
    lost > 0 && `${lost} diverged in some run`,
    unfit > 0 && `${unfit} not applicable`,
  ]
    .filter(Boolean)
    .join(' · ');
}
