import { existsSync, readFileSync } from 'node:fs';

/** The runs of a results file; none where there is no file. A line that is torn, and the empty end, hold none. */
export const runsOf = (file) =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
