import { descriptions } from './description.js';
import { inRepository } from './root.js';

const told = (name: string) => descriptions(inRepository(`packages/${name}/src`));
const [ofOptimizers, ofSchedulers] = [told('optimizers'), told('schedulers')];

/** The docstring of an optimizer, a wrapper or a source, as Markdown. */
export const descriptionOf = (name: string): string => found(ofOptimizers, name);

/** The docstring of a schedule, as Markdown. */
export const descriptionOfSchedule = (name: string): string => found(ofSchedulers, name);

function found(all: ReadonlyMap<string, string>, name: string): string {
  const text = all.get(name);
  if (text === undefined) throw new Error(`Nothing is said of ${name}.`);
  return text;
}
