import { readFileSync } from 'node:fs';
import { candidates } from '../../candidates/candidates.js';
import { withCards } from '../../card/cards.js';
import { inRepository } from './root.js';

/** Optimizers that belong together. */
export interface Family {
  readonly title: string;
  readonly names: readonly string[];
}

/** The families as the README has them, then what is not of the main entry, and the rest. */
export function families(): Family[] {
  const lines = readFileSync(inRepository('README.md'), 'utf8').matchAll(/^- \*\*(.+)\*\*: (\[`.*)$/gm);
  const told = [...lines].map(([, title, list]) => ({
    title,
    names: [...list.matchAll(/\[`(\w+)`\]/g)].map(([, name]) => name),
  }));
  const others = withCards.filter((name) => !told.some(({ names }) => names.includes(name)));
  const of = (entry: 'float64' | 'games' | undefined) => others.filter((name) => candidates[name].entry === entry);
  return [
    ...told,
    { title: 'Plain numbers alone', names: of('float64') },
    { title: 'Games', names: of('games') },
    { title: 'Experimental', names: of(undefined) },
  ];
}
