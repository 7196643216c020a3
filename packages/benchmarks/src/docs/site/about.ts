import { descriptions } from './description.js';
import { inRepository } from './root.js';

const all = descriptions(inRepository('packages/optimizers/src'));

/** The docstring of an optimizer, as Markdown. */
export function descriptionOf(name: string): string {
  const text = all.get(name);
  if (text === undefined) throw new Error(`Nothing is said of ${name}.`);
  return text;
}
