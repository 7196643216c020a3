import * as zoo from '@optimizer-zoo/optimizers';
import { formatDefault } from '../card/facts.js';
import { code, table } from '../export/markdown-parts.js';

interface Wrapping {
  readonly wrapper: zoo.AnyWrapper;
  /** Options beside those of the wrapper itself. */
  readonly choosing?: zoo.Hyperparameters;
}

const isWrapper = (entry: [string, unknown]): entry is [string, Wrapping] =>
  typeof entry[1] === 'function' && 'wrapper' in entry[1];

/** The table of wrappers in docs/zoo.md. */
export function wrapperTable(): string {
  const rows = Object.entries<unknown>(zoo)
    .filter(isWrapper)
    .map(([name, { wrapper, choosing }]) => [
      code(name),
      Object.entries({ ...wrapper.hyper, ...choosing })
        .map(([option, declared]) => `${code(option)} ${formatDefault(declared.default)}`)
        .join(', '),
      `${wrapper.slots?.length ?? 0}`,
      wrapper.reference,
    ]);
  return table(['Wrapper', 'Options', 'State for each parameter', 'Source'], rows);
}
