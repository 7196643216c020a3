import type * as tf from '@tensorflow/tfjs-core';
import { userVariables } from '../state/own-variable.js';
import { checkMatch, isSameMatch, matches, showMatch, warnOfStrangers } from './match.js';
import type { Match, OneMatch } from './variable-match.js';

/** Which variables an optimizer leaves alone. */
export class Frozen {
  private all: OneMatch[] = [];
  /** What was given since the last step, and may mean no variable. */
  private readonly strangers = new Set<OneMatch>();

  constructor(private readonly owner: string) {}

  /** What they were frozen by. */
  get given(): readonly OneMatch[] {
    return this.all;
  }

  has(variable: tf.Variable): boolean {
    return matches(this.all, variable);
  }

  /** Holds the frozen variables constant while something is measured; where all are frozen, none. */
  hold<T>(given: readonly tf.Variable[] | undefined, measure: () => T): T {
    const all = this.all.length > 0 ? (given ?? userVariables()).filter(({ trainable }) => trainable) : [];
    const frozen = all.filter((variable) => this.has(variable));
    if (frozen.length === all.length) return measure();
    for (const variable of frozen) variable.trainable = false;
    try {
      return measure();
    } finally {
      for (const variable of frozen) variable.trainable = true;
    }
  }

  freeze(match: Match): void {
    checkMatch(`${this.owner}: frozen`, match);
    this.all = this.all.concat(match);
    this.expect(match);
  }

  /** Thaws all, or what was frozen by just these; warns if one of them froze nothing. */
  thaw(match: Match = this.all): void {
    for (const one of [match].flat()) {
      const { all } = this;
      this.all = all.filter((other) => !isSameMatch(one, other));
      if (this.all.length < all.length) continue;
      const known = all.map(showMatch).join(', ') || 'nothing';
      console.warn(`${this.owner}: thaw was given ${showMatch(one)}, but what is frozen is ${known}.`);
    }
  }

  /** There should be a variable that this means, once a step is made. */
  expect(match: Match): void {
    for (const one of [match].flat()) this.strangers.add(one);
  }

  /** Warns, once, of names that mean no variable. */
  warnOfStrangers(): void {
    if (this.strangers.size > 0) warnOfStrangers(this.owner, this.strangers, userVariables());
    this.strangers.clear();
  }
}
