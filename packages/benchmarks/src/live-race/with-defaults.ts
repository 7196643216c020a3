import { isTerm, type Term, type TermValue } from '../candidates/term.js';

/** The optimizer with its numbers at their defaults; words, switches and sources stay. */
export function withDefaults({ name, of, options }: Term): Term {
  const kept = Object.entries(options).filter(([option, value]) => option === 'gradient' || !isTuned(value));
  return { name, ...(of && { of: withDefaults(of) }), options: Object.fromEntries(kept) };
}

const isTuned = (value: TermValue) => typeof value === 'number' || isTerm(value);
