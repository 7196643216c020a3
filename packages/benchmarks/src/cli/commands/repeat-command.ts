import type { ProblemConfig } from '@optimizer-zoo/testbed';
import { parseTerms } from '../../candidates/parse-terms.js';
import { formatTerm } from '../../candidates/term.js';
import { budgetText } from '../../study/budget.js';
import type { Study } from '../../study/study.js';

/** The optimizers of a study as they were given, and how many step sizes were to be tried for each. */
export type Asked = Pick<Study, 'optimizers' | 'tune'>;

/** The command line that repeats a study, every option spelt out. */
export const repeatCommand = ({
  optimizers,
  problems,
  seeds,
  budget,
  tune,
  machines,
  instruments = [],
}: Study): string =>
  [
    'optimizer-zoo run',
    `--optimizer ${quote(optimizers.map(formatTerm).join(', '))}`,
    ...problemWords(problems),
    `--seeds ${seeds} --budget ${budgetText(budget)} --tune ${tune} --backend ${machines.join(',')}`,
    ...(instruments.length > 0 ? [`--instruments ${instruments.join(',')}`] : []),
  ].join(' ');

/** What such a command asked for; undefined where it is another. */
export function askedBy(command: string): Asked | undefined {
  const words = wordsOf(command);
  const after = (option: string) => words[words.indexOf(option) + 1 || words.length];
  const [specs, tune] = [after('--optimizer'), Number(after('--tune'))];
  if (specs === undefined || !(tune >= 1)) return undefined;
  try {
    return { optimizers: parseTerms('--optimizer', specs), tune };
  } catch {
    return undefined; // a results file may hold anything
  }
}

/** The options that ask for these problems. */
export function problemWords(problems: readonly ProblemConfig[]): string[] {
  const names = problems.flatMap((problem) => ('name' in problem ? [problem.name] : []));
  const games = problems.flatMap((problem) => ('game' in problem ? [problem.game] : []));
  const own = problems.flatMap((problem) => ('expression' in problem ? [problem] : []));
  const moved = problems.flatMap((problem) => startedElsewhere(problem) ?? []);
  return [
    ...(names.length > 0 ? [`--problem ${names.join(',')}`] : []),
    ...(games.length > 0 ? [`--game ${games.join(',')}`] : []),
    ...own.map(({ expression, start }) => `--expr ${quote(expression)} --start ${start.join(',')}`),
    ...moved.map(({ name, start }) => `--problem ${name} --start ${start.join(',')}`),
  ];
}

/** A named problem from another start, as `--problem` and `--start` ask for it. */
function startedElsewhere(problem: ProblemConfig): { name: string; start: readonly number[] } | undefined {
  if (!('transform' in problem) || problem.transform !== 'startAt' || !('name' in problem.of)) return undefined;
  return { name: problem.of.name, start: problem.options.at as readonly number[] };
}

/** As one word of a POSIX shell. */
export const quote = (text: string) => (/^[\w.,:=/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The words of a command line that holds no quotes but those of `quote`. */
const wordsOf = (command: string): string[] =>
  (command.match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? []).map((word) =>
    word.replace(/'([^']*)'|\\(')/g, (_, quoted = '', escaped = '') => quoted + escaped),
  );
