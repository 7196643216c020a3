import { type ProblemConfig, transformName } from '@optimizer-zoo/testbed';

/** How a problem is called in reports: its name, the user's expression and start, or the transform of another. */
export function problemLabel(problem: ProblemConfig): string {
  if ('name' in problem) return problem.name;
  if ('game' in problem) return problem.game;
  if ('transform' in problem) return transformName(problemLabel(problem.of), problem);
  return `${problem.expression} from (${problem.start.join(', ')})`;
}
