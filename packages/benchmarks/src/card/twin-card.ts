import type { Twin } from '../candidates/candidate.js';
import { findCandidate } from '../candidates/candidates.js';
import { describeOption } from '../candidates/describe-option.js';
import { columns } from '../cli/columns.js';

/** Of one of tf's own, from whose code no equation can be read: its options, and what the zoo has of the same rule. */
export interface TwinCard {
  readonly optimizer: string;
  readonly reference: string;
  readonly options: Readonly<Record<string, string>>;
  readonly twin: Twin;
}

/** The card of one of tf's own; undefined for the zoo's. */
export function twinCard(optimizer: string): TwinCard | undefined {
  const { reference, options, twin } = findCandidate(optimizer);
  const described = Object.entries(options).map(([name, declared]) => [name, describeOption(declared)]);
  return twin && { optimizer, reference, options: Object.fromEntries(described), twin };
}

/** What stands before the card of its twin. */
export const twinText = ({ optimizer, reference, options, twin }: TwinCard): string =>
  [
    optimizer,
    reference,
    '',
    `It is TensorFlow.js's own code, from which no equation can be read. ${comparison(twin)}`,
    '',
    ...columns(Object.entries(options)).map((line) => `  ${line}`),
  ].join('\n');

function comparison({ optimizer, renamed = {}, differs }: Twin): string {
  const names = Object.entries(renamed).map(([tf, zoo]) => ` (${tf} is ${zoo} there)`);
  return `Given the same options${names.join('')} its steps are those of the zoo's ${optimizer}, whose card follows${differs === undefined ? '' : `, but for ${differs}`}:`;
}
