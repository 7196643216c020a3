import type { ProblemConfig } from '@optimizer-zoo/testbed';

/** How a problem is called in reports: its name, or the user's expression and start. */
export const problemLabel = (problem: ProblemConfig): string =>
  'name' in problem ? problem.name : `${problem.expression} from (${problem.start.join(', ')})`;
