import type { ProblemConfig } from '@optimizer-zoo/testbed';
import { formatSpec } from '../optimizer-spec.js';
import type { Study } from '../study.js';

/** The command line that repeats a study, every option spelt out. */
export const repeatCommand = ({ optimizers, problems, seeds, steps, tune, backend }: Study): string =>
  [
    'optimizer-zoo run',
    `--optimizer ${quote(optimizers.map(formatSpec).join(','))}`,
    ...problemWords(problems),
    `--seeds ${seeds} --steps ${steps} --tune ${tune} --backend ${backend}`,
  ].join(' ');

/** The options that ask for these problems. */
export function problemWords(problems: readonly ProblemConfig[]): string[] {
  const names = problems.flatMap((problem) => ('name' in problem ? [problem.name] : []));
  const own = problems.flatMap((problem) => ('expression' in problem ? [problem] : []));
  return [
    ...(names.length > 0 ? [`--problem ${names.join(',')}`] : []),
    ...own.map(({ expression, start }) => `--expr ${quote(expression)} --start ${start.join(',')}`),
  ];
}

/** As one word of a POSIX shell. */
export const quote = (text: string) => (/^[\w.,:=/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
