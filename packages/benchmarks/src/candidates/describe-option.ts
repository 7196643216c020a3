import type { Hyperparameter } from '@optimizer-zoo/optimizers';

/** The default of an option, or its choices, of which the first is the default; undefined leaves it to tf. */
export function describeOption(declared: Hyperparameter | undefined): string {
  if (declared === undefined) return "(tf's choice)";
  return declared.kind === 'choice' ? declared.names.join('|') : String(declared.default);
}
